using System.Runtime.InteropServices;

namespace LogAggregator.Collect.Docker.Engine;

/// <summary>A sleep shorter than the millisecond that is the base library's shortest. For a thread that is there to wait.</summary>
static partial class ShortSleep
{
    /// <summary>
    /// 200 µs: an engine writes some 50 messages in that time, and a unix socket holds some 200 of them before the engine has to wait.
    /// </summary>
    const uint MessagesMicroseconds = 200;

    /// <summary>Lets messages gather in a socket. A signal may end it early.</summary>
    public static void ForMessages() => _ = USleep(MessagesMicroseconds);

    [LibraryImport("libc", EntryPoint = "usleep")]
    private static partial int USleep(uint microseconds);
}
