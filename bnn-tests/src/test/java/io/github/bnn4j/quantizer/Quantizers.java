package io.github.bnn4j.quantizer;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.bnn4j.architecture.WithoutTests;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All quantizers of the library are here, each with its defaults and with other options. A class that implements
 * {@link Quantizer} is found on the class path and made by its public constructors and factories, so that a new one is
 * tested from its first day.
 */
public final class Quantizers {

    /** These values are tried where an option has the type, all different; of an enum, each constant is tried. */
    private static final Map<Class<?>, List<?>> OPTIONS =
            Map.of(double.class, List.of(0.0, 0.5, 1.25, 1.5, Double.POSITIVE_INFINITY));

    private static final List<Quantizer> ALL =
            classes().stream().flatMap(type -> samples(type).stream()).toList();

    private Quantizers() {}

    public static List<Quantizer> all() {
        return ALL;
    }

    /** Those that look at each value alone: they apply to activations. */
    public static List<Quantizer> elementwise() {
        return ALL.stream().filter(Quantizer::appliesToActivations).toList();
    }

    /** Those that measure the whole kernel. */
    public static List<Quantizer> kernelsOnly() {
        return ALL.stream().filter(q -> !q.appliesToActivations()).toList();
    }

    /** All that may quantize a kernel: all but the {0, 1} ones. */
    public static List<Quantizer> forKernels() {
        return ALL.stream().filter(Quantizer::appliesToKernels).toList();
    }

    /** The concrete classes are those of the library, without those of programs, which no network is saved with, and of tests. */
    static List<Class<?>> classes() {
        return new ClassFileImporter()
                .withImportOption(new WithoutTests()).importPackages("io.github.bnn4j").stream()
                        .filter(type -> type.isAssignableTo(Quantizer.class))
                        .filter(type -> !type.getPackageName().startsWith("io.github.bnn4j.cli"))
                        .filter(type ->
                                !type.isInterface() && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .sorted(Comparator.comparing(JavaClass::getName))
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }

    /** There is one sample for each choice of options, and one without any unless the default is among the choices. */
    static List<Quantizer> samples(Class<?> type) {
        List<Quantizer> samples = new ArrayList<>();
        List<Quantizer> defaults = new ArrayList<>();
        for (Constructor<?> constructor : type.getConstructors()) {
            (constructor.getParameterCount() == 0 ? defaults : samples).addAll(made(constructor));
        }
        for (Method method : type.getMethods()) {
            if (Modifier.isStatic(method.getModifiers()) && method.getReturnType() == type) {
                samples.addAll(made(method));
            }
        }
        defaults.stream().filter(each -> !samples.contains(each)).forEach(each -> samples.add(0, each));
        if (samples.isEmpty()) {
            throw new AssertionError("No sample of " + type.getName() + " can be made to test it: give it a public"
                    + " constructor or factory that takes no arguments or some of the values in Quantizers.OPTIONS");
        }
        return samples;
    }

    private static List<Quantizer> made(Executable factory) {
        Stream<List<Object>> choices = Stream.of(List.of());
        for (Class<?> option : factory.getParameterTypes()) {
            List<?> values = option.isEnum() ? Arrays.asList(option.getEnumConstants()) : OPTIONS.get(option);
            if (values == null) {
                throw new AssertionError(factory + " cannot be called to test what it makes: name some values of type "
                        + option.getName() + " in Quantizers.OPTIONS");
            }
            choices = choices.flatMap(
                    chosen -> values.stream().map(value -> Stream.concat(chosen.stream(), Stream.of(value))
                            .toList()));
        }
        return choices.flatMap(chosen -> made(factory, chosen.toArray())).toList();
    }

    /** Options that are refused make none: whether they are refused rightly is for another test. */
    private static Stream<Quantizer> made(Executable factory, Object... options) {
        try {
            return Stream.of((Quantizer)
                    (factory instanceof Constructor<?> constructor
                            ? constructor.newInstance(options)
                            : ((Method) factory).invoke(null, options)));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException) {
                return Stream.empty();
            }
            throw new AssertionError(factory + " of " + Arrays.toString(options) + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(factory + " cannot be called", e);
        }
    }
}
