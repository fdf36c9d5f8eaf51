package io.github.bnn4j.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/**
 * What a command answered when it was run within this process.
 *
 * @param exitCode of the command
 * @param out lines on standard output
 * @param err lines on standard error
 */
public record Cli(int exitCode, List<String> out, List<String> err) {

    public static Cli run(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            CommandLine line = BnnPrograms.commandLine().setErr(new PrintWriter(err, true));
            String[] strings = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
            int exitCode = line.execute(strings);
            return new Cli(
                    exitCode,
                    out.toString(StandardCharsets.UTF_8).lines().toList(),
                    err.toString().lines().toList());
        } finally {
            System.setOut(before);
        }
    }

    public String lastLine() {
        return out.get(out.size() - 1);
    }
}
