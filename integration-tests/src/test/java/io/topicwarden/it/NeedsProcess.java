/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it;

import io.topicwarden.it.broker.Launcher;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Leaves a test, or a class of them, out where the broker is no process of this machine, and says so. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsProcess.Condition.class)
@interface NeedsProcess {

    /** Why, in half a sentence. */
    String value();

    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return AnnotationSupport.findAnnotation(context.getElement(), NeedsProcess.class)
                    .filter(needed -> Launcher.elsewhere().isPresent())
                    .map(needed -> leftOut(context, needed.value()))
                    .orElseGet(() -> ConditionEvaluationResult.enabled("the broker is a process"));
        }

        private static ConditionEvaluationResult leftOut(ExtensionContext context, String why) {
            String test = context.getTestMethod()
                    .map(method -> "." + method.getName())
                    .orElse("");
            System.out.println(context.getRequiredTestClass().getSimpleName() + test
                    + " is left out, for its broker has to be a process: " + why);
            return ConditionEvaluationResult.disabled(why);
        }
    }
}
