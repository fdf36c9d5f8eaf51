package io.github.bnn4j.model;

import java.util.LinkedHashSet;
import java.util.Set;
import org.nd4j.shade.jackson.annotation.JsonTypeInfo;

/**
 * Decides which classes a configuration may name. Nothing here initializes a class.
 *
 * @param allowed names of those which the user admits
 */
record TrustedClasses(Set<String> allowed) {

    private static final int LONGEST_NAME = 1000;

    /** Returns the first class that a text names, as Jackson would understand it, and may not; null if there is none. */
    String firstUntrusted(String text) {
        // Generic types: java.util.List<com.example.Layer>; arrays: [Lcom.example.Layer;
        for (String part : text.split("[<>,;\\s]+")) {
            String name = part.replaceFirst("^\\[+L?", "");
            if (allowed.contains(name)) {
                continue;
            }
            for (Class<?> type : found(name)) {
                if (!isConfiguration(type)) {
                    return name;
                }
            }
        }
        return null;
    }

    static boolean exists(String name) {
        return !found(name).isEmpty();
    }

    /** Jackson asks the thread's loader first, then its own. */
    private static Set<Class<?>> found(String name) {
        Set<Class<?>> found = new LinkedHashSet<>();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            return found;
        }
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        for (ClassLoader loader : new ClassLoader[] {ofThread, TrustedClasses.class.getClassLoader()}) {
            try {
                found.add(Class.forName(name, false, loader));
            } catch (ClassNotFoundException | LinkageError e) {
                // Then Jackson does not find it either.
            }
        }
        return found;
    }

    private static boolean isConfiguration(Class<?> type) {
        String name = type.getName();
        boolean ours = name.startsWith("io.github.bnn4j.")
                || name.startsWith("org.deeplearning4j.")
                || (name.startsWith("org.nd4j.") && !name.startsWith("org.nd4j.shade."));
        return ours && isMadeToBeNamed(type);
    }

    /** Returns whether it, or a supertype, says how its name stands in JSON. */
    private static boolean isMadeToBeNamed(Class<?> type) {
        if (type == null) {
            return false;
        }
        if (type.isAnnotationPresent(JsonTypeInfo.class) || isMadeToBeNamed(type.getSuperclass())) {
            return true;
        }
        for (Class<?> each : type.getInterfaces()) {
            if (isMadeToBeNamed(each)) {
                return true;
            }
        }
        return false;
    }
}
