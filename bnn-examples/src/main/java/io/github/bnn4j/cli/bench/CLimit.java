package io.github.bnn4j.cli.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The program {@code xnor_limit.c}, which shows what this processor can do at best, compiled and run if there is a gcc.
 *
 * @param method what the program computes with, or why there is none
 * @param gopsByBatch billions of operations a second; empty if it could not be run
 */
record CLimit(String method, Map<Integer, Double> gopsByBatch) {

    private static final String SOURCE = "xnor_limit.c";
    private static final Pattern RATE = Pattern.compile("batch +(\\d+) +median +(\\d+) Gop/s");

    static CLimit measure() {
        try {
            Path directory = Files.createTempDirectory("xnor-limit");
            try {
                return measure(directory);
            } finally {
                Files.deleteIfExists(directory.resolve(SOURCE));
                Files.deleteIfExists(directory.resolve("xnor_limit"));
                Files.deleteIfExists(directory);
            }
        } catch (IOException e) {
            return new CLimit("no C program to compare with: " + e.getMessage(), Map.of());
        }
    }

    private static CLimit measure(Path directory) throws IOException {
        Path source = directory.resolve(SOURCE);
        try (InputStream in = CLimit.class.getResourceAsStream(SOURCE)) {
            Files.copy(in, source);
        }
        Path program = directory.resolve("xnor_limit");
        run("gcc", "-O3", "-march=native", source.toString(), "-o", program.toString());
        String output = run(program.toString());
        Map<Integer, Double> rates = new TreeMap<>();
        Matcher matcher = RATE.matcher(output);
        while (matcher.find()) {
            rates.put(Integer.valueOf(matcher.group(1)), Double.valueOf(matcher.group(2)));
        }
        return new CLimit(output.lines().findFirst().orElse("").replace("method ", "C, "), rates);
    }

    private static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command[0] + " failed: " + output.strip());
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException(command[0] + " was interrupted", e);
        }
        return output;
    }
}
