package io.github.bnn4j.cli.settings;

import io.github.bnn4j.quantizer.Quantizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The quantizers of the library by the names that options have for them: {@code ApproxSign} is {@code approx}. They are found
 * where the library's classes are, so that a new one is a choice without being added to a list; one of your own is named by its
 * class, {@code com.example.MySign}. Both need a constructor without arguments.
 */
public final class QuantizerNames {

    private static final Map<String, Class<? extends Quantizer>> ALL = find();

    private QuantizerNames() {}

    /** Offered by {@code --help}: those that a kernel may be quantized by. */
    public static final class OfKernels implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names(Quantizer::appliesToKernels);
        }
    }

    /** Offered by {@code --help}: those that activations may be quantized by. */
    public static final class OfActivations implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names(Quantizer::appliesToActivations);
        }
    }

    private static Iterator<String> names(Predicate<Quantizer> suits) {
        return ALL.keySet().stream().filter(name -> suits.test(byName(name))).iterator();
    }

    /**
     * @throws IllegalArgumentException if there is none of this name, or a kernel may not be quantized by it
     */
    public static Quantizer forKernels(String name) {
        Quantizer quantizer = byName(name);
        if (!quantizer.appliesToKernels()) {
            throw new IllegalArgumentException("The quantizer " + name + " is not for kernels: choose one of "
                    + String.join(", ", new OfKernels()));
        }
        return quantizer;
    }

    /**
     * @throws IllegalArgumentException if there is none of this name, or activations may not be quantized by it
     */
    public static Quantizer forActivations(String name) {
        Quantizer quantizer = byName(name);
        if (!quantizer.appliesToActivations()) {
            throw new IllegalArgumentException("The quantizer " + name + " is not for activations: choose one of "
                    + String.join(", ", new OfActivations()));
        }
        return quantizer;
    }

    /** Returns whether it is a class of the user's own that is named, if any, and not one of the library's quantizers. */
    static boolean isOwnClass(String name) {
        return !ALL.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /** Returns those of the names that are classes of the user's own; null stands for an option that is not given. */
    public static List<String> ownClasses(Collection<String> names) {
        return names.stream()
                .filter(name -> name != null && isOwnClass(name))
                .distinct()
                .toList();
    }

    private static Quantizer byName(String name) {
        Class<?> type = ALL.get(name.toLowerCase(Locale.ROOT));
        try {
            // What is no quantizer is not initialized.
            return (type == null ? Class.forName(name, false, QuantizerNames.class.getClassLoader()) : type)
                    .asSubclass(Quantizer.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            throw new IllegalArgumentException(
                    "There is no quantizer '" + name + "': choose one of " + String.join(", ", ALL.keySet())
                            + ", or name a class of your own that has a constructor without arguments",
                    e);
        }
    }

    private static Map<String, Class<? extends Quantizer>> find() {
        Map<String, Class<? extends Quantizer>> found = new TreeMap<>();
        String directory = Quantizer.class.getPackageName().replace('.', '/');
        try {
            URI source = Quantizer.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            Path path = Path.of(source);
            if (Files.isDirectory(path)) {
                addAll(path.resolve(directory), found);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(path)) {
                    addAll(jar.getPath(directory), found);
                }
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static void addAll(Path directory, Map<String, Class<? extends Quantizer>> found) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".class") && !name.contains("$") && !name.startsWith("package-info")) {
                    add(name.substring(0, name.length() - ".class".length()), found);
                }
            }
        }
    }

    private static void add(String simpleName, Map<String, Class<? extends Quantizer>> found) {
        try {
            Class<?> type = Class.forName(Quantizer.class.getPackageName() + "." + simpleName);
            if (Quantizer.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
                type.getConstructor();
                found.put(optionName(simpleName), type.asSubclass(Quantizer.class));
            }
        } catch (NoSuchMethodException needsArguments) {
            // Then there is no name for it: a class of one's own can give them.
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the name that options have: {@code magnitude-aware} for {@code MagnitudeAwareSign}. */
    private static String optionName(String simpleName) {
        return simpleName
                .replaceAll("Sign$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }
}
