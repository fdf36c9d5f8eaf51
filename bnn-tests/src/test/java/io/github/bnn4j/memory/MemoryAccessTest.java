package io.github.bnn4j.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;

class MemoryAccessTest {

    @Test
    void isPlainOnTheCpuBackendOnly() {
        assertThat(MemoryAccess.isPlain(null, ExecutionerType.NATIVE_CPU, "CpuBackend"))
                .isTrue();
        assertThat(MemoryAccess.isPlain(null, ExecutionerType.CUDA, "JCublasBackend"))
                .isFalse();
    }

    @Test
    void isByOperationsWhereThePropertySaysSo() {
        assertThat(MemoryAccess.isPlain("operations", ExecutionerType.NATIVE_CPU, "CpuBackend"))
                .isFalse();
        assertThat(MemoryAccess.isPlain("operations", ExecutionerType.CUDA, "JCublasBackend"))
                .isFalse();
    }

    @Test
    void refusesPlainMemoryWhereThereIsNone() {
        assertThatThrownBy(() -> MemoryAccess.isPlain("plain", ExecutionerType.CUDA, "JCublasBackend"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The system property io.github.bnn4j.memory.access is 'plain', but the arrays of ND4J's backend"
                                + " JCublasBackend are not plain memory: leave it out, or choose operations");
    }

    @Test
    void refusesAnotherValue() {
        assertThatThrownBy(() -> MemoryAccess.isPlain("fast", ExecutionerType.NATIVE_CPU, "CpuBackend"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The system property io.github.bnn4j.memory.access is 'fast': choose plain or operations");
    }

    /** The property as this JVM has it: the build runs the layers' tests both ways. */
    @Test
    void followsTheProperty() {
        assertThat(MemoryAccess.isPlain())
                .isEqualTo(!MemoryAccess.OPERATIONS.equals(System.getProperty(MemoryAccess.PROPERTY)));
    }
}
