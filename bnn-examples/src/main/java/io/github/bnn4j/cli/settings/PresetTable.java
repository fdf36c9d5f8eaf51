package io.github.bnn4j.cli.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows what each preset has, a row for each option, as {@code --help} shows it. */
final class PresetTable {

    private static final int NAME_WIDTH = 26;
    private static final int WIDTH = 9;

    private PresetTable() {}

    static String text() {
        List<Preset> presets = Preset.all();
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (Preset preset : presets) {
            boolean chain = preset.hyperparameters().architecture().isChain();
            HyperparametersJson.write(preset.hyperparameters())
                    .fields()
                    .forEachRemaining(group -> group.getValue().fields().forEachRemaining(field -> rows.computeIfAbsent(
                                    optionName(field.getKey()), unused -> new ArrayList<>())
                            .add(
                                    chain || !ChainOptions.include(group.getKey(), field.getKey())
                                            ? field.getValue().asText()
                                            : "")));
        }
        List<String> lines = new ArrayList<>(List.of("", "Presets:"));
        presets.forEach(
                preset -> lines.add(String.format(Locale.ROOT, "  %-9s %s", preset.name(), preset.description())));
        lines.add("");
        lines.add(row("Values by preset:", presets.stream().map(Preset::name).toList()));
        rows.forEach((name, values) -> lines.add(row("  " + name, values)));
        lines.add("");
        return String.join(System.lineSeparator(), lines);
    }

    private static String row(String name, List<String> values) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s", name));
        for (String value : values) {
            String text = value.isEmpty() ? "-" : value.length() < WIDTH ? value : "(below)";
            line.append(String.format(Locale.ROOT, " %" + WIDTH + "s", text));
        }
        for (String value : values) {
            if (value.length() >= WIDTH) {
                line.append(System.lineSeparator()).append("      ").append(value);
            }
        }
        return line.toString();
    }

    /** Returns the option of a setting: {@code --hidden-units} for {@code hiddenUnits}. */
    static String optionName(String name) {
        return name.equals("floatTwin")
                ? "--float"
                : "--" + name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
