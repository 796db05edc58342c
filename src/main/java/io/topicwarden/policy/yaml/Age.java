/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.PatternSyntaxException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a length of time: {@code 30s}, {@code 10m}, {@code 24h}, {@code 7d}; at least a second and at most 365 days. */
final class Age {

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})([smhd])");
    private static final Duration MOST = Duration.ofDays(365);

    private Age() {}

    /** @throws PatternSyntaxException if it is no such length */
    static Duration parse(String text) throws PatternSyntaxException {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            Duration age =
                    switch (matcher.group(2)) {
                        case "s" -> Duration.ofSeconds(number);
                        case "m" -> Duration.ofMinutes(number);
                        case "h" -> Duration.ofHours(number);
                        default -> Duration.ofDays(number);
                    };
            if (age.compareTo(MOST) <= 0) {
                return age;
            }
        }
        throw new PatternSyntaxException(
                Code.BAD_DURATION.toString(),
                "`" + text + "` is not a length of time",
                0,
                text.length(),
                "write `30s`, `10m`, `24h` or `7d`, at most `365d`");
    }
}
