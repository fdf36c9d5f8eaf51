package io.github.bnn4j.peers.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InstructionSetsTest {

    private static InstructionSets with(String flags) {
        return InstructionSets.of(List.of("processor\t: 0", "model name\t: A: processor", "flags\t\t: fpu  " + flags));
    }

    @Test
    void namesTheProcessor() {
        assertThat(with("").processor()).isEqualTo("A: processor");
    }

    @Test
    void namesTheBestThatEachSideTakes() {
        InstructionSets xeon = with("fma avx2 avx512f avx512bw avx512_vnni avx512_vpopcntdq amx_int8");

        assertThat(xeon.packed()).contains("VPOPCNTDQ");
        assertThat(xeon.float32()).isEqualTo("AVX-512");
        assertThat(xeon.int8()).isEqualTo("AMX");
    }

    @Test
    void knowsOlderProcessors() {
        InstructionSets zen3 = with("fma avx2");

        assertThat(zen3.packed()).startsWith("AVX2");
        assertThat(zen3.float32()).isEqualTo("AVX2 with FMA");
        assertThat(zen3.int8()).isEqualTo("AVX2");
    }

    @Test
    void saysWhereItDoesNotKnow() {
        InstructionSets other = InstructionSets.of(List.of("Features : neon"));

        assertThat(other.processor()).isEqualTo("unknown");
        assertThat(other.int8()).isEqualTo("unknown");
    }
}
