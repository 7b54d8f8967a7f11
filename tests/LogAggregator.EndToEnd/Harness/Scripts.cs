using System.Globalization;

namespace LogAggregator.EndToEnd.Harness;

/// <summary>Shell scripts that containers run. Lines are numbers from 1, so that each can be accounted for.</summary>
static class Scripts
{
    /// <summary>All at once.</summary>
    public static string Burst(int lines) => Format($"seq 1 {lines}");

    /// <summary>Some lines, a pause, and so on.</summary>
    public static string Steady(int lines, int atOnce, int pauseMilliseconds, int from = 1) => Format(
        $"n={from - 1}; while [ $n -lt {from - 1 + lines} ]; do seq $((n+1)) $((n+{atOnce})); n=$((n+{atOnce})); usleep {pauseMilliseconds * 1000}; done");

    /// <summary>Each start of the container prints the next 100 numbers and then waits.</summary>
    public static string HundredEachStart =>
        "n=$(cat /tmp/n 2>/dev/null || echo 0); seq $((n+1)) $((n+100)); echo $((n+100)) >/tmp/n; exec sleep 100000";

    /// <summary>Prints these lines when the file /tmp/go is there: <c>docker exec NAME touch /tmp/go</c>.</summary>
    public static string ThenOnSignal(string first, string second) =>
        $"{first}; until [ -e /tmp/go ]; do usleep 50000; done; {second}";

    /// <summary>A line of that many <c>x</c>.</summary>
    public static string LongLine(int length) => Format($"head -c {length} /dev/zero | tr '\\0' x; echo");

    static string Format(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
