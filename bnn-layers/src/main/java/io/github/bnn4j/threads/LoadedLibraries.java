package io.github.bnn4j.threads;

import java.util.Set;
import org.bytedeco.javacpp.Loader;

/** The native libraries that JavaCPP, which loads those of ND4J, has loaded; to ask loads none. */
final class LoadedLibraries {

    /** JavaCPP calls them so, with a version behind. */
    private static final Set<String> THREAD_POOLS = Set.of("gomp", "libgomp-1", "openblas", "libopenblas", "nd4jcpu");

    private LoadedLibraries() {}

    /** Returns whether one of those with threads has read its environment: ND4J's, or the same ones for OpenCV. */
    static boolean haveThreadPools() {
        return Loader.getLoadedLibraries().keySet().stream()
                .map(LoadedLibraries::name)
                .anyMatch(THREAD_POOLS::contains);
    }

    static boolean haveNd4jOnCpu() {
        return Loader.getLoadedLibraries().keySet().stream()
                .map(LoadedLibraries::name)
                .anyMatch("nd4jcpu"::equals);
    }

    private static String name(String library) {
        return library.split("[@#]")[0];
    }
}
