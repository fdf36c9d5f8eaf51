package io.github.bnn4j.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.workspace.ND4JWorkspaceException;

/** Memory that a workspace has given back is not read: it holds other data by then. */
class FloatMemoryInWorkspacesTest {

    private static final String ID = "FloatMemoryInWorkspacesTest";
    private static final WorkspaceConfiguration CONFIGURATION = WorkspaceConfiguration.builder()
            .initialSize(1 << 16)
            .policyLearning(LearningPolicy.NONE)
            .build();

    @Test
    void readsAnArrayOfAnOpenWorkspace() {
        try (MemoryWorkspace open = Nd4j.getWorkspaceManager().getAndActivateWorkspace(CONFIGURATION, ID)) {
            float[] found = new float[3];
            FloatMemory.of(array()).get(0, found, 3);
            assertThat(found).containsExactly(7, 7, 7);
        }
    }

    @Test
    void refusesAnArrayOfAClosedWorkspace() {
        INDArray array = leftBehind();

        assertThatThrownBy(() -> FloatMemory.of(array))
                .isInstanceOf(ND4JWorkspaceException.class)
                .hasMessageContaining("leaked workspace pointer")
                .hasMessageContaining(ID);
    }

    @Test
    void refusesAnArrayOfAWorkspaceThatHasBegunAnew() {
        INDArray array = leftBehind();
        INDArray view = array.get(NDArrayIndex.interval(1, 3));

        try (MemoryWorkspace again = Nd4j.getWorkspaceManager().getAndActivateWorkspace(CONFIGURATION, ID)) {
            for (INDArray old : new INDArray[] {array, view}) {
                assertThatThrownBy(() -> FloatMemory.of(old))
                        .isInstanceOf(ND4JWorkspaceException.class)
                        .hasMessageContaining("outdated workspace pointer")
                        .hasMessageContaining(ID);
            }
        }
    }

    @Test
    void refusesAnArrayThatIsNotDense() {
        INDArray doubles = Nd4j.zeros(DataType.DOUBLE, 3);

        assertThatThrownBy(() -> FloatMemory.of(doubles))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DOUBLE");
    }

    private static INDArray leftBehind() {
        try (MemoryWorkspace open = Nd4j.getWorkspaceManager().getAndActivateWorkspace(CONFIGURATION, ID)) {
            return array();
        }
    }

    private static INDArray array() {
        return Nd4j.valueArrayOf(new long[] {3}, 7.0, DataType.FLOAT);
    }
}
