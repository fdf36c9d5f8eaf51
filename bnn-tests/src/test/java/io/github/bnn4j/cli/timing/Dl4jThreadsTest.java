package io.github.bnn4j.cli.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ForkJoinTask;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

class Dl4jThreadsTest {

    @BeforeAll
    static void load() {
        Nd4j.getExecutioner();
    }

    private static List<Integer> sizes() {
        return List.of(
                Dl4jThreads.blasThreads(),
                NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads());
    }

    @Test
    void allPoolsHaveTheSizeAndGetTheirOwnBack() {
        List<Integer> before = sizes();

        List<Integer> within = Dl4jThreads.with(3, Dl4jThreadsTest::sizes);

        assertThat(within).containsExactly(3, 3);
        assertThat(Dl4jThreads.<Integer>with(3, () -> ForkJoinTask.getPool().getParallelism()))
                .isEqualTo(3);
        assertThat(sizes()).isEqualTo(before);
    }

    /** What later runs in the same JVM computed with one thread differed from what a new JVM computes, to the last bits. */
    @Test
    void theyGetItBackAfterAFailureAsWell() {
        List<Integer> before = sizes();
        assertThatThrownBy(() -> Dl4jThreads.with(3, () -> {
                    throw new IllegalStateException("wrong");
                }))
                .hasMessageContaining("wrong");
        assertThat(sizes()).isEqualTo(before);
    }
}
