/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.topicwarden.it.broker.Await;
import io.topicwarden.it.console.Browser;
import io.topicwarden.it.console.Refusal;
import io.topicwarden.it.console.RunningConsole;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The console as a user sees it: every page, in a browser. With {@code -Dtopicwarden.pictures=DIR} it leaves pictures there. */
class ConsoleIT {

    private static final Instant BEGIN = Instant.parse("2026-11-24T08:00:00Z");
    private static final String HOSTILE = "<img src=x onerror=\"document.title='owned'\">\u202E\u0007";
    private static final String HOSTILE_SHOWN = "<img src=x onerror=\"document.title='owned'\"><U+202E><U+0007>";
    private static final int NO_PERMISSION = 1;
    private static final int DENIED = 2;

    private static @Nullable Browser shared;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Browser browser;

    @SuppressWarnings("NullAway.Init")
    private RunningConsole console;

    @BeforeAll
    static void startBrowser() {
        assumeTrue(
                Browser.isInstalled(),
                "no browser: install Debian's chromium and chromium-driver (`.ci/run` does) to test the console");
        shared = Browser.start();
    }

    @AfterAll
    static void endBrowser() {
        if (shared != null) {
            shared.close();
        }
    }

    @BeforeEach
    void startConsole() throws IOException {
        browser = Objects.requireNonNull(shared);
        browser.resize(1200, 900);
        browser.prefer("light");
        console = RunningConsole.start(folder);
        write();
        browser.open(console.address());
        browser.awaitText("#status", "refusals in");
        browser.complaints();
    }

    @AfterEach
    void endConsole() {
        console.close();
    }

    private void write() throws IOException {
        refusal(NO_PERMISSION, 0, "s1", "plants/assembly/s1/status", "no-permission", 3)
                .appendTo(console.log());
        refusal(DENIED, 5, "s2", "plants/assembly/s2/firmware/version", "explicit-deny", 1)
                .appendTo(console.log());
        for (int i = 3; i < 60; i++) {
            String client = "s" + (i * i % 7 + 1);
            boolean rare = i % 3 == 0;
            refusal(
                            i,
                            3 * i,
                            client,
                            "plants/assembly/" + client + (rare ? "/measurements" : "/alarms"),
                            rare ? "qos" : "no-permission",
                            1 + i * i % 11)
                    .appendTo(console.log());
        }
        new Refusal(
                        60,
                        BEGIN.plus(Duration.ofMinutes(181)),
                        "s3",
                        "subscribe",
                        "plants/#",
                        "not-covered",
                        "only part of it",
                        2)
                .appendTo(console.log());
        refusal(61, 182, HOSTILE, "plants/" + HOSTILE, "no-permission", 1).appendTo(console.log());
    }

    private static Refusal refusal(int number, int minute, String client, String topic, String reason, int count) {
        return new Refusal(
                number,
                BEGIN.plus(Duration.ofMinutes(minute)),
                client,
                "publish",
                topic,
                reason,
                "no permission of role `sensor` matches",
                count);
    }

    private void open(String page) {
        browser.open(URI.create(console.address()).resolve(page).toString());
    }

    private void openRefusal(int number) {
        open("/refusal?id=" + refusal(number, 0, "", "", "", 1).id());
        browser.find("#refusal h2");
    }

    @Test
    void overview_opened_countsByReasonAndShowsTheNewestFirst() {
        assertThat(browser.texts(".legend"))
                .first()
                .asString()
                .contains("no-permission")
                .contains("qos");
        assertThat(browser.texts("#top-clients, #top-identities, #top-topics, #top-rules"))
                .hasSize(4);
        assertThat(browser.texts("#records tbody tr")).first().asString().contains("2026-11-24 11:02:00");
        browser.picture("console-overview");
    }

    @Test
    void address_opened_hasNoTokenLeftInIt() {
        assertThat(browser.driver().getCurrentUrl()).doesNotContain("token");
    }

    @Test
    void hostileTexts_anywhere_areShownAsText() {
        browser.awaitText("#records", HOSTILE_SHOWN);
        openRefusal(61);
        browser.awaitText("#refusal", HOSTILE_SHOWN);
        assertThat(browser.driver().getTitle()).isEqualTo("A refusal · Topicwarden");
        assertThat(browser.texts("img")).isEmpty();
    }

    @Test
    void overview_recordWritten_appearsByItself() throws IOException {
        refusal(62, 190, "newcomer", "plants/assembly/x", "no-permission", 1).appendTo(console.log());
        browser.awaitText("#records tbody tr:first-child", "newcomer");
    }

    @Test
    void bars_drawnOver_chooseTheirTime() {
        WebElement plot = browser.find("#chart .plot");
        new Actions(browser.driver())
                .moveToElement(plot, -100, 20)
                .clickAndHold()
                .moveByOffset(120, 0)
                .release()
                .perform();
        Await.until("the address has the time", () -> address().contains("since=2026-11-24T"));
        assertThat(address()).contains("until=2026-11-24T");
    }

    @Test
    void filters_sent_areInTheAddressAndChoose() {
        browser.find("input[name=client]").sendKeys("s1" + Keys.ENTER);
        Await.until("the address has the filter", () -> address().endsWith("/?client=s1"));
        browser.awaitText("#status", "refusals in");
        assertThat(browser.texts("#records td.client")).isNotEmpty().containsOnly("s1");
    }

    @Test
    void filter_ofNoMeaning_saysSo() {
        open("/?since=yesterday");
        browser.awaitText("#status", "`yesterday` is no time");
    }

    @Test
    void refusal_clicked_leadsToThePermissionThatMendsItAndTheTestThatProvesIt() throws Exception {
        open("/?topic=plants/assembly/s1/status");
        browser.link("2026-11-24 08:00:00").click();
        String permission = browser.content("pre[aria-label='the smallest permission']");
        String test = browser.content("pre[aria-label='the policy test']");
        browser.awaitText("#refusal", "nothing else");
        browser.resize(1000, 1300);
        browser.picture("console-refusal");
        assertThat(console.test(test)).as("before").isEqualTo(2);
        Files.writeString(console.policy(), Files.readString(console.policy()) + permission);
        assertThat(console.test(test)).as("after").isZero();
        browser.driver().navigate().refresh();
        browser.awaitText("#refusal", "no longer refuses it");
    }

    @Test
    void refusal_topicOfTheClient_isOfferedToAllWithAVariable() {
        openRefusal(NO_PERMISSION);
        browser.awaitText("pre[aria-label='the permission for the role']", "plants/assembly/${client.id}/status");
        browser.awaitText(".opens", "publish plants/assembly/${client.id}/status");
    }

    @Test
    void refusal_byADeny_namesTheDenyToNarrow() {
        openRefusal(DENIED);
        browser.awaitText("#refusal", "a deny always outweighs it");
        browser.awaitText("pre[aria-label='the deny to narrow']", "- deny: [publish, subscribe]");
        assertThat(browser.texts("pre[aria-label='the smallest permission']")).isEmpty();
    }

    @Test
    void refusal_unknownId_saysSo() {
        open("/refusal?id=none");
        browser.awaitText("#status", "no record in this log has the id `none`");
    }

    @Test
    void canI_filledIn_answersWithTheRule() {
        open("/can-i");
        browser.find("input[name=topic]").sendKeys("plants/assembly/s1/measurements");
        browser.find("input[name=as]").sendKeys("client-id=s1,listener=local" + Keys.ENTER);
        browser.awaitText("#answer .verdict", "allowed by role `sensor`");
    }

    @Test
    void canI_unknownRole_saysSo() {
        open("/can-i?action=publish&topic=a&as=roles%3Dsensr");
        browser.awaitText("#status", "`sensr` is not defined");
    }

    @Test
    void roles_chosen_showsItsTopicsAsATree() {
        open("/roles");
        browser.link("sensor").click();
        browser.awaitText("#role", "✓ allow publish");
        browser.awaitText("#role", "✗ deny publish");
        browser.awaitText("#role", "but for what is denied at conf/policy.yaml:");
        browser.picture("console-roles");
    }

    @Test
    void policy_broken_saysWhereOnThePage() throws IOException {
        Files.writeString(console.policy(), "version: 1\nroles: [\n");
        open("/roles");
        browser.awaitText("#status", "conf/policy.yaml:");
    }

    @Test
    void keyboard_firstTab_offersTheWayToTheContent() {
        browser.find("body").sendKeys(Keys.TAB);
        assertThat(browser.ask("document.activeElement.textContent")).isEqualTo("To the content");
    }

    @ParameterizedTest
    @CsvSource({
        "/, #records table",
        "/can-i?action=publish&topic=a&as=client-id%3Dx, #answer .verdict",
        "/roles?role=sensor, #role .tree",
        "/refusal?id=01M86B00000000000000000001, #refusal h2"
    })
    void page_narrow_needsNoScrollingSideways(String page, String content) {
        browser.resize(400, 800);
        open(page);
        browser.find(content);
        assertThat(browser.ask("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({
        "/, #records table",
        "/can-i?action=publish&topic=a&as=client-id%3Dx, #answer .verdict",
        "/roles?role=sensor, #role .tree",
        "/refusal?id=01M86B00000000000000000002, #refusal h2"
    })
    void page_any_keepsToItsContentSecurityPolicyAndRaisesNoError(String page, String content) {
        open(page);
        browser.find(content);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void page_darkPreferred_isDark() {
        browser.prefer("dark");
        assertThat(browser.ask("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(13, 17, 23)");
    }

    @Test
    void console_otherBrowser_isNotLetIn() {
        browser.driver().manage().deleteAllCookies();
        open("/");
        browser.awaitText("body", "it opens one browser, once");
    }

    private String address() {
        return String.valueOf(browser.driver().getCurrentUrl());
    }
}
