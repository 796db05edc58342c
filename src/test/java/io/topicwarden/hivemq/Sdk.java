/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.hivemq;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Stands in for the broker's inputs and outputs: answers what a test gives it and notes every call. */
final class Sdk {

    private final List<String> calls = new ArrayList<>();

    /** The calls made so far on the objects made by this one, as {@code method} or {@code method(arguments)}. */
    List<String> calls() {
        return calls;
    }

    /** An SDK object that answers by method name; a missing answer is {@code null}, as for a void method. */
    <T> T make(Class<T> type, Map<String, Function<Object[], Object>> answers) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    Object[] arguments = given == null ? new Object[0] : given;
                    if (method.getDeclaringClass() == Object.class) {
                        return method.getName().equals("hashCode")
                                ? (Object) 1
                                : method.getName().equals("equals") ? proxy == arguments[0] : type.getSimpleName();
                    }
                    calls.add(arguments.length == 0 ? method.getName() : method.getName() + List.of(arguments));
                    Function<Object[], Object> answer = answers.get(method.getName());
                    if (answer != null) {
                        return answer.apply(arguments);
                    }
                    if (method.isDefault()) {
                        return invokeDefault(proxy, method, arguments);
                    }
                    return null;
                }));
    }

    private static Object invokeDefault(Object proxy, java.lang.reflect.Method method, Object[] arguments)
            throws Throwable {
        try {
            return java.lang.reflect.InvocationHandler.invokeDefault(proxy, method, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
