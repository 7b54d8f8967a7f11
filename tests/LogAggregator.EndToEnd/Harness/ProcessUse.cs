using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace LogAggregator.EndToEnd.Harness;

/// <summary>What a process uses, as Linux counts it.</summary>
readonly record struct ProcessUse(long ResidentMiB, int Threads, TimeSpan Cpu)
{
    /// <summary>USER_HZ, the unit of /proc/PID/stat: 100 on every Linux that .NET runs on.</summary>
    const int TicksPerSecond = 100;

    public static async Task<ProcessUse> OfAsync(int processId)
    {
        var folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/");
        var status = await File.ReadAllLinesAsync(folder + "status");
        var stat = await File.ReadAllTextAsync(folder + "stat");

        // The name, in parentheses, may hold blanks; fields 14 and 15 are the ticks in user and kernel mode.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = Number(fields[11]) + Number(fields[12]);
        return new ProcessUse(Of(status, "VmRSS:") / 1024, (int)Of(status, "Threads:"), TimeSpan.FromSeconds((double)ticks / TicksPerSecond));
    }

    static long Of(string[] status, string name) =>
        Number(status.Single(line => line.StartsWith(name, StringComparison.Ordinal)).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1]);

    static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
