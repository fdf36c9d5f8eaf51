package io.github.bnn4j.peers.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Tells the processor, and which of its instructions each side multiplies with. */
final class InstructionSets {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final String UNKNOWN = "unknown";

    private final String processor;
    private final Set<String> flags;

    private InstructionSets(String processor, Set<String> flags) {
        this.processor = processor;
        this.flags = flags;
    }

    /** Reads what Linux tells of the processor; elsewhere, nothing is known of it. */
    static InstructionSets ofThisMachine() throws IOException {
        return Files.isReadable(CPU_INFO)
                ? of(Files.readAllLines(CPU_INFO))
                : new InstructionSets(System.getProperty("os.arch"), Set.of());
    }

    /** Reads the text of {@code /proc/cpuinfo}. */
    static InstructionSets of(List<String> lines) {
        return new InstructionSets(
                value(lines, "model name"),
                Set.copyOf(List.of(value(lines, "flags").split("\\s+"))));
    }

    private static String value(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(UNKNOWN);
    }

    String processor() {
        return processor;
    }

    /** Returns what C2 makes of counting bits. */
    String packed() {
        return first(
                "avx512_vpopcntdq", "AVX-512 with VPOPCNTDQ", "avx2", "AVX2, without a population count of vectors");
    }

    /** Returns what ONNX Runtime takes for float32. */
    String float32() {
        return first("avx512f", "AVX-512", "fma", "AVX2 with FMA");
    }

    /** Returns what ONNX Runtime takes for unsigned by signed bytes: the first of these that there is. */
    String int8() {
        return first(
                "amx_int8",
                "AMX",
                "avx512_vnni",
                "AVX-512 with VNNI",
                "avx_vnni",
                "AVX-VNNI",
                "avx512bw",
                "AVX-512",
                "avx2",
                "AVX2");
    }

    private String first(String... flagsAndNames) {
        for (int i = 0; i < flagsAndNames.length; i += 2) {
            if (flags.contains(flagsAndNames[i])) {
                return flagsAndNames[i + 1];
            }
        }
        return UNKNOWN;
    }
}
