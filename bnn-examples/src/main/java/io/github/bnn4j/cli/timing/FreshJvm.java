package io.github.bnn4j.cli.timing;

import io.github.bnn4j.cli.command.UserError;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Runs a main class in a JVM of its own, with this one's java. It answers with properties. */
public final class FreshJvm {

    private final List<String> jvmArguments;
    private final String classPath;

    /** Makes one with the class path of this JVM. */
    public FreshJvm(List<String> jvmArguments) {
        this(jvmArguments, System.getProperty("java.class.path"));
    }

    /** Makes one with a class path of its own. */
    public FreshJvm(List<String> jvmArguments, String classPath) {
        this.jvmArguments = List.copyOf(jvmArguments);
        this.classPath = classPath;
    }

    /**
     * @return what it printed on standard output
     * @throws UserError if it fails, with what it said
     */
    public Properties run(Class<?> main, Object... arguments) throws IOException, UserError {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", classPath, main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Path errors = Files.createTempFile("fresh-jvm", ".err");
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = waitFor(process);
            if (exitCode != 0) {
                throw new UserError("'" + String.join(" ", command) + "' ended with " + exitCode + ": "
                        + (output + Files.readString(errors)).strip());
            }
            Properties answer = new Properties();
            answer.load(new StringReader(output));
            return answer;
        } finally {
            Files.deleteIfExists(errors);
        }
    }

    private static int waitFor(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
