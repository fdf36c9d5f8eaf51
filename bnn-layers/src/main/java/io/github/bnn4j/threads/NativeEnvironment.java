package io.github.bnn4j.threads;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.util.Map;

/** The environment of this process as native libraries see it, which is not Java's copy of it. */
final class NativeEnvironment {

    private NativeEnvironment() {}

    /**
     * @return whether all could be set
     */
    static boolean set(Map<String, String> variables) {
        try {
            return variables.entrySet().stream().allMatch(entry -> set(entry.getKey(), entry.getValue()));
        } catch (VirtualMachineError e) {
            throw e;
        } catch (RuntimeException | Error noSuchFunctionHere) {
            // No JNA on the class path, or none for this platform, or no place where it may unpack its library, or the
            // library of another version, which JNA answers with a plain Error; or Java forbids native access.
            return false;
        }
    }

    private static boolean set(String name, String value) {
        int failure = Platform.isWindows()
                ? Function.getFunction("msvcrt", "_putenv_s").invokeInt(new Object[] {name, value})
                : Function.getFunction("c", "setenv").invokeInt(new Object[] {name, value, 0});
        return failure == 0;
    }
}
