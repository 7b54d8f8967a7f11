using System.Runtime.InteropServices;

namespace LogAggregator.Engine.Storage.Sealing;

/// <summary>What the scheduler of Linux knows about a thread; the base library's priorities do nothing there.</summary>
static partial class BackgroundThread
{
    /// <summary>Where others want the processor, its share is a tenth of theirs. Where nobody does, it loses nothing.</summary>
    const int Niceness = 10;

    const int OfThread = 0;
    const uint Calling = 0;

    /// <summary>For the rest of the calling thread's life, which must be its caller's own. Nothing depends on it, so a system that refuses is let be.</summary>
    public static void YieldToOthers() => _ = SetPriority(OfThread, Calling, Niceness);

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int niceness);
}
