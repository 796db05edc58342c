/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.topicwarden.engine.Decision;
import io.topicwarden.engine.planted.PlantedViolation;
import java.io.File;
import java.io.ObjectInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Who may use whom. Plain tests: ArchUnit's own annotated fields are passed over in silence by Surefire. Every rule is also
 * shown to catch a class planted to break it.
 */
class ArchitectureTest {

    private static final String BASE = "io.topicwarden.";

    /** Each part, and the parts that it may use besides itself. A name with two dots means sub-packages too. */
    private static final Map<String, List<String>> LAYERS = Map.ofEntries(
            Map.entry("policy", List.of()),
            Map.entry("policy.yaml..", List.of("policy")),
            Map.entry("engine..", List.of("policy")),
            Map.entry("identity..", List.of("policy")),
            Map.entry("store", List.of("policy")),
            Map.entry("store.file..", List.of("policy", "policy.yaml..", "store")),
            Map.entry("store.postgres..", List.of("policy", "store")),
            Map.entry("audit..", List.of("policy", "engine..")),
            Map.entry("analysis..", List.of("policy", "engine..")),
            Map.entry(
                    "conf..",
                    List.of(
                            "policy",
                            "policy.yaml..",
                            "engine..",
                            "identity..",
                            "store",
                            "store.file..",
                            "analysis..")),
            Map.entry(
                    "runtime..",
                    List.of(
                            "policy",
                            "policy.yaml..",
                            "engine..",
                            "identity..",
                            "store",
                            "store.file..",
                            "store.postgres..",
                            "conf..",
                            "analysis..",
                            "audit..")),
            Map.entry(
                    "hivemq..",
                    List.of(
                            "policy",
                            "policy.yaml..",
                            "engine..",
                            "identity..",
                            "store",
                            "store.file..",
                            "store.postgres..",
                            "conf..",
                            "audit..",
                            "runtime..")),
            Map.entry(
                    "cli..",
                    List.of(
                            "policy",
                            "policy.yaml..",
                            "engine..",
                            "identity..",
                            "store",
                            "store.file..",
                            "store.postgres..",
                            "store.postgres..",
                            "conf..",
                            "audit..",
                            "analysis..")));

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.topicwarden");
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("io.topicwarden.engine.planted");

    @Test
    void classes_imported_areThoseOfTheProductOnly() {
        assertThat(MAIN.contain(Decision.class)).isTrue();
        assertThat(MAIN.contain(PlantedViolation.class)).isFalse();
        assertThat(MAIN.contain(ArchitectureTest.class)).isFalse();
    }

    @Test
    void everyClass_liesInAKnownLayer() {
        String[] known = packages(LAYERS.keySet());
        classes().should().resideInAnyPackage(known).check(MAIN);
    }

    @Test
    void layers_useOnlyWhatTheyMay() {
        LAYERS.forEach((layer, used) -> layer(layer, used).check(MAIN));
        assertCatches(layer("engine..", LAYERS.getOrDefault("engine..", List.of())));
    }

    @Test
    void packages_areFreeOfCycles() {
        ArchRule rule = slices().matching(BASE + "(**)").should().beFreeOfCycles();
        rule.check(MAIN);
        assertCatches(rule);
    }

    @Test
    void brokerSdk_isSeenByItsAdapterOnly() {
        watch(onlyIn("hivemq..", "com.hivemq.."));
    }

    @Test
    void bouncyCastle_isSeenByPasswordsOnly() {
        watch(onlyIn("identity.password..", "org.bouncycastle.."));
    }

    @Test
    void yamlParser_isSeenByTheYamlReaderOnly() {
        onlyIn("policy.yaml..", "com.fasterxml.jackson.dataformat..", "org.yaml..")
                .check(MAIN);
    }

    @Test
    void databaseDriver_isSeenByItsStoreOnly() {
        onlyIn("store.postgres..", "org.postgresql..", "com.zaxxer..", "java.sql..", "javax.sql..")
                .check(MAIN);
    }

    @Test
    void picocli_isSeenByTheToolOnly() {
        onlyIn("cli..", "picocli..").check(MAIN);
    }

    @Test
    void httpServer_isSeenByTheConsoleOnly() {
        onlyIn("cli.console..", "com.sun.net.httpserver..").check(MAIN);
    }

    @Test
    void authenticateSuccessfully_isCalledFromOneClass() {
        assertThat(callersOf("authenticateSuccessfully", MAIN)).hasSizeLessThanOrEqualTo(1);
        assertThat(callersOf("authenticateSuccessfully", PLANTED)).hasSize(2);
    }

    @Test
    void authorizeSuccessfully_isCalledFromOneClass() {
        assertThat(callersOf("authorizeSuccessfully", MAIN)).hasSizeLessThanOrEqualTo(1);
        assertThat(callersOf("authorizeSuccessfully", PLANTED)).hasSize(2);
    }

    @Test
    void allowed_isMadeByTheEngineOnly() {
        madeOnlyIn("engine", "Allowed").check(MAIN);
    }

    @Test
    void verifiedIdentities_areMadeByTheirVerifiersOnly() {
        madeOnlyIn("identity.x509", "VerifiedCertificate").check(MAIN);
        madeOnlyIn("identity.password", "VerifiedPassword").check(MAIN);
    }

    @Test
    void madeOnlyIn_madeElsewhere_isCaught() {
        assertCatches(madeOnlyIn("engine", "PlantedCycle"));
    }

    @Test
    void modelAndEngine_haveNoFilesAndNoLogger() {
        watch(noClasses()
                .that()
                .resideInAnyPackage(packages(Set.of("policy", "engine..")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.nio.file..", "org.slf4j..")
                        .or(describe("are files", type -> type.isAssignableTo(File.class)))));
    }

    @Test
    void standardStreams_areLeftToTheCommandLine() {
        watch(noClasses().that().resideOutsideOfPackage(BASE + "cli..").should(ACCESS_STANDARD_STREAMS));
    }

    @Test
    void javaLogging_isNotUsed() {
        watch(noClasses().should(USE_JAVA_UTIL_LOGGING));
    }

    @Test
    void javaDeserialization_isNotUsed() {
        watch(noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class));
    }

    private static ArchRule layer(String layer, List<String> used) {
        String own = BASE + layer;
        String[] permitted = packages(used);
        return noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat(resideInAPackage("io.topicwarden..")
                        .and(not(resideInAPackage(own)))
                        .and(not(resideInAnyPackage(permitted))))
                .allowEmptyShould(true)
                .because("`" + layer + "` may use only " + used);
    }

    private static ArchRule onlyIn(String layer, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(BASE + layer)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .allowEmptyShould(true);
    }

    private static ArchRule madeOnlyIn(String makers, String type) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(BASE + makers)
                .should()
                .callConstructorWhere(describe(
                        "makes " + type,
                        call -> call.getTargetOwner().getSimpleName().equals(type)))
                .allowEmptyShould(true);
    }

    private static Set<String> callersOf(String method, JavaClasses classes) {
        return classes.stream()
                .filter(type -> type.getCodeUnitCallsFromSelf().stream()
                        .anyMatch(call -> call.getTarget().getName().equals(method)))
                .map(type -> type.getName().replaceFirst("\\$.*", ""))
                .collect(Collectors.toSet());
    }

    private static String[] packages(Iterable<String> layers) {
        List<String> names = new ArrayList<>();
        layers.forEach(layer -> names.add(BASE + layer));
        return names.toArray(String[]::new);
    }

    /** Keeps the product to the rule, and the rule to its purpose. */
    private static void watch(ArchRule rule) {
        rule.check(MAIN);
        assertCatches(rule);
    }

    private static void assertCatches(ArchRule rule) {
        assertThatThrownBy(() -> rule.check(PLANTED))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("planted");
    }
}
