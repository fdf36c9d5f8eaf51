package io.github.bnn4j.matrix;

import com.sun.jna.NativeLibrary;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.Loader;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Prints once in a JVM on what its tests compute. It waits for the first test that has made ND4J load OpenBLAS, so that it
 * loads nothing itself, and asks the very libraries that were loaded.
 */
public final class MachineReport implements TestExecutionListener {

    private static boolean told;

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (!told) {
            String blas = openBlas();
            if (!blas.isEmpty()) {
                tell(blas);
            }
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (!told) {
            tell("not used");
        }
    }

    private static void tell(String blas) {
        told = true;
        System.out.printf(
                "OpenBLAS: %s; OMP_NUM_THREADS %s, OPENBLAS_CORETYPE %s; Java %s, UseAVX %s%n",
                blas,
                System.getenv("OMP_NUM_THREADS"),
                System.getenv("OPENBLAS_CORETYPE"),
                System.getProperty("java.version"),
                useAvx());
    }

    /** There are two copies: one for ND4J's native code, and openblas_nolapack for products that Java calls. */
    private static String openBlas() {
        return Loader.getLoadedLibraries().entrySet().stream()
                .filter(library -> library.getKey().startsWith("openblas"))
                .map(Map.Entry::getValue)
                .map(NativeLibrary::getInstance)
                .map(MachineReport::coreAndThreads)
                .distinct()
                .collect(Collectors.joining(" and "));
    }

    private static String coreAndThreads(NativeLibrary blas) {
        String core = blas.getFunction("openblas_get_corename").invokeString(new Object[0], false);
        int threads = blas.getFunction("openblas_get_num_threads").invokeInt(new Object[0]);
        return "core " + core + ", threads " + threads;
    }

    private static String useAvx() {
        try {
            return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .getVMOption("UseAVX")
                    .getValue();
        } catch (IllegalArgumentException e) {
            return "unknown"; // Not an x86 processor.
        }
    }
}
