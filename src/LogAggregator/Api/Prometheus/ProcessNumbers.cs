using System;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace LogAggregator.Api.Prometheus;

/// <summary>What the system says about this process.</summary>
readonly record struct ProcessNumbers(long ResidentBytes, double CpuSeconds, double StartUnixSeconds, int OpenFiles, long HeapBytes, long Collections)
{
    public static ProcessNumbers Read()
    {
        using var process = Process.GetCurrentProcess();
        return new ProcessNumbers(
            process.WorkingSet64,
            process.TotalProcessorTime.TotalSeconds,
            new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1e3,
            Directory.Exists("/proc/self/fd") ? Directory.EnumerateFileSystemEntries("/proc/self/fd").Count() : 0,
            GC.GetGCMemoryInfo().HeapSizeBytes,
            GC.CollectionCount(0));
    }
}
