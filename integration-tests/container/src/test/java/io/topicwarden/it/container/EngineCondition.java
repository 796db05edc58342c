/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.container;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** Skips every test where there is no container engine, and says so once; found by JUnit through its service file. */
public final class EngineCondition implements ExecutionCondition {

    private static final ConditionEvaluationResult RESULT = evaluate();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return RESULT;
    }

    private static ConditionEvaluationResult evaluate() {
        if (DockerClientFactory.instance().isDockerAvailable()) {
            return ConditionEvaluationResult.enabled("there is a container engine");
        }
        String why = "there is no container engine, or DOCKER_HOST does not name it";
        System.out.println("The integration tests are skipped: " + why);
        return ConditionEvaluationResult.disabled(why);
    }
}
