/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the memory of what an object alone refers to, as a 64-bit JVM with compressed references lays it out. Our own
 * objects are looked into; of the JDK's the few that our records hold are known here, any other one fails the test.
 */
final class ObjectSize {

    private static final int HEADER = 12;
    private static final int ARRAY_HEADER = 16;
    private static final int REFERENCE = 4;
    private static final int SMALL_OBJECT = 16;
    private static final int INSTANT = 24;
    private static final int COLLECTION = 24;

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> waiting = new ArrayDeque<>();
    private final List<Class<?>> shared;

    /** @param shared classes of which many clients share one instance: they are not counted, nor what they refer to */
    ObjectSize(List<Class<?>> shared) {
        this.shared = shared;
    }

    /** The bytes of an object and of all that it refers to, what this one has counted before aside. */
    long of(Object root) throws IllegalAccessException {
        long bytes = 0;
        push(root);
        while (!waiting.isEmpty()) {
            bytes += align(shallow(waiting.pop()));
        }
        return bytes;
    }

    private void push(@Nullable Object value) {
        if (value != null && !isShared(value) && seen.add(value)) {
            waiting.push(value);
        }
    }

    private boolean isShared(Object value) {
        return value instanceof Enum
                || value instanceof Class
                || shared.stream().anyMatch(type -> type.isInstance(value));
    }

    private long shallow(Object value) throws IllegalAccessException {
        if (value.getClass().isArray()) {
            return array(value);
        }
        if (value.getClass().getName().startsWith("io.topicwarden.")) {
            return fields(value);
        }
        return known(value);
    }

    private long array(Object array) {
        int length = Array.getLength(array);
        if (array.getClass().getComponentType().isPrimitive()) {
            return ARRAY_HEADER + (long) length * Long.BYTES;
        }
        for (int i = 0; i < length; i++) {
            push(Array.get(array, i));
        }
        return ARRAY_HEADER + (long) length * REFERENCE;
    }

    private long fields(Object value) throws IllegalAccessException {
        long bytes = HEADER;
        for (Field field : value.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                bytes += field.getType().isPrimitive() ? width(field.getType()) : REFERENCE;
                if (!field.getType().isPrimitive()) {
                    field.setAccessible(true);
                    push(field.get(value));
                }
            }
        }
        return bytes;
    }

    private static int width(Class<?> primitive) {
        return primitive == long.class || primitive == double.class ? Long.BYTES : primitive == boolean.class ? 1 : 4;
    }

    /** Those of the JDK. What {@code of} and {@code empty} give without elements exists once. */
    private long known(Object value) {
        if (value instanceof String text) {
            return align(SMALL_OBJECT + 8) + align(ARRAY_HEADER + text.length());
        }
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(this::push);
            return optional.isEmpty() ? 0 : SMALL_OBJECT;
        }
        if (value instanceof Collection<?> collection) {
            collection.forEach(this::push);
            return collection.isEmpty() ? 0 : COLLECTION + REFERENCE * (long) collection.size();
        }
        if (value instanceof Map<?, ?> map) {
            map.keySet().forEach(this::push);
            map.values().forEach(this::push);
            return map.isEmpty() ? 0 : COLLECTION + 4L * REFERENCE * map.size();
        }
        return switch (value.getClass().getName()) {
            case "java.time.Instant" -> INSTANT;
            case "java.util.concurrent.atomic.AtomicBoolean", "java.lang.Boolean", "java.lang.Integer" -> SMALL_OBJECT;
            default -> unknown(value);
        };
    }

    private long unknown(Object value) {
        if (value instanceof InetAddress) {
            return 0; // the broker's own
        }
        throw new AssertionError("how large is a " + value.getClass().getName() + "? Come to by way of " + types());
    }

    private List<String> types() {
        return seen.stream()
                .map(one -> one.getClass().getSimpleName())
                .distinct()
                .toList();
    }

    private static long align(long bytes) {
        return (bytes + 7) / 8 * 8;
    }
}
