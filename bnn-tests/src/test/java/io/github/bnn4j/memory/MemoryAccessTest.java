package io.github.bnn4j.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
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

    /** Each time it is asked, not only the first, and no Error of a class that could not be initialized. */
    @Test
    void saysEachTimeThatThePropertyIsWrong() throws Exception {
        Method asked = new FirstUse().loadClass(MemoryAccess.class.getName()).getDeclaredMethod("isPlain");
        asked.setAccessible(true);
        String before = System.getProperty(MemoryAccess.PROPERTY);
        System.setProperty(MemoryAccess.PROPERTY, "fast");
        try {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> asked.invoke(null))
                        .cause()
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("'fast'");
            }
        } finally {
            if (before == null) {
                System.clearProperty(MemoryAccess.PROPERTY);
            } else {
                System.setProperty(MemoryAccess.PROPERTY, before);
            }
        }
    }

    /** Loads the class anew: this JVM has decided already. */
    private static final class FirstUse extends ClassLoader {

        FirstUse() {
            super(MemoryAccess.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals(MemoryAccess.class.getName()) ? loadAnew(name) : super.loadClass(name, resolve);
        }

        private Class<?> loadAnew(String name) {
            String file = name.replace('.', '/') + ".class";
            try (InputStream in = getParent().getResourceAsStream(file)) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
