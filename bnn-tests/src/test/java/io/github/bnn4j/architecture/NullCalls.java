package io.github.bnn4j.architecture;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Calls methods with one argument null and examples for the others, and collects what they say to it. */
final class NullCalls {

    /**
     * What came of a call.
     *
     * @param call the method, and which argument was null
     * @param parameter its name; null if the class files have none
     * @param thrown null if nothing was
     */
    record Answer(String call, String parameter, Throwable thrown) {

        /** Tells whether this is a NullPointerException that names the argument, and nothing else. */
        boolean namesTheArgument() {
            String message = thrown instanceof NullPointerException ? thrown.getMessage() : null;
            return message != null && (parameter == null ? message.matches("[a-z]\\w*") : message.equals(parameter));
        }

        /** Tells whether this is a refusal that shows that the argument was null. */
        boolean isRefusalOfNull() {
            return thrown instanceof IllegalArgumentException
                    && thrown.getMessage().contains("null");
        }
    }

    private final Map<Class<?>, Object> examples = new HashMap<>();

    NullCalls() {
        example(int.class, 1);
        example(double.class, 1.0);
        example(float.class, 1f);
        example(boolean.class, false);
    }

    /** Sets an argument of this type, or an instance whose methods are called. */
    <T> NullCalls example(Class<T> type, T value) {
        examples.put(type, value);
        return this;
    }

    /** All public constructors and methods that a class declares, but those that Java made. */
    static List<Executable> publicOf(Class<?> type) {
        List<Executable> all = new ArrayList<>();
        if (!Modifier.isAbstract(type.getModifiers())) {
            all.addAll(List.of(type.getConstructors()));
        }
        for (Method method : type.getDeclaredMethods()) {
            boolean made = method.isSynthetic() || method.getName().equals("equals") || type.isEnum();
            if (Modifier.isPublic(method.getModifiers()) && !Modifier.isAbstract(method.getModifiers()) && !made) {
                all.add(method);
            }
        }
        return all;
    }

    /** Calls it once for each argument that can be null. Types that are not public cannot be given from outside. */
    List<Answer> answers(Executable executable, Class<?> instanceType) {
        List<Answer> answers = new ArrayList<>();
        Class<?>[] types = executable.getParameterTypes();
        for (Class<?> type : types) {
            if (!type.isArray() && !type.isPrimitive() && !Modifier.isPublic(type.getModifiers())) {
                return answers;
            }
        }
        for (int i = 0; i < types.length; i++) {
            if (!types[i].isPrimitive()) {
                answers.add(answer(executable, instanceType, i));
            }
        }
        return answers;
    }

    private Answer answer(Executable executable, Class<?> instanceType, int nullIndex) {
        Class<?>[] types = executable.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = i == nullIndex ? null : exampleOf(types[i]);
        }
        Parameter parameter = executable.getParameters()[nullIndex];
        String call = executable + " with null for " + parameter;
        return new Answer(
                call,
                parameter.isNamePresent() ? parameter.getName() : null,
                thrownBy(executable, instanceType, arguments));
    }

    private Throwable thrownBy(Executable executable, Class<?> instanceType, Object[] arguments) {
        try {
            if (executable instanceof Constructor<?> constructor) {
                constructor.newInstance(arguments);
            } else {
                boolean isStatic = Modifier.isStatic(executable.getModifiers());
                ((Method) executable).invoke(isStatic ? null : exampleOf(instanceType), arguments);
            }
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("no call of " + executable, e);
        }
    }

    private Object exampleOf(Class<?> type) {
        Object example = examples.get(type);
        if (example == null && type.isInterface() && !type.isSealed()) {
            example =
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        throw new UnsupportedOperationException("an example, which nobody should ask: " + method);
                    });
        }
        if (example == null) {
            throw new AssertionError("there is no example of " + type);
        }
        return example;
    }
}
