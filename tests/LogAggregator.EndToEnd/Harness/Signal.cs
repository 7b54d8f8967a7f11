using System;
using System.Runtime.InteropServices;

namespace LogAggregator.EndToEnd.Harness;

/// <summary>Signals of Linux, sent to a process by its id.</summary>
static partial class Signal
{
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    /// <summary>Sends it; a process that is already gone is no error.</summary>
    public static void Send(int processId, int signal)
    {
        const int noSuchProcess = 3;
        if (SendSignal(processId, signal) != 0 && Marshal.GetLastPInvokeError() is var error and not noSuchProcess)
            throw new InvalidOperationException($"kill({processId}, {signal}) failed with error {error}");
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int processId, int signal);
}
