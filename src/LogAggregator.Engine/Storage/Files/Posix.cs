using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LogAggregator.Engine.Storage.Files;

/// <summary>Two calls that the base library does not have: fdatasync, and fsync of a directory.</summary>
static partial class Posix
{
    /// <summary>EWOULDBLOCK: the lock is held by another one.</summary>
    public const int WouldBlock = 11;

    const int ReadOnlyDirectory = 0x10000;
    const int Interrupted = 4;

    /// <summary>The file's bytes and length, not its times: one write of the journal less than fsync.</summary>
    public static void SyncData(SafeFileHandle file, string path)
    {
        while (FDataSync(file) != 0) ThrowUnlessInterrupted(path);
    }

    public static void SyncDirectory(string path)
    {
        var descriptor = Open(path, ReadOnlyDirectory, 0);
        if (descriptor < 0) throw Error(Marshal.GetLastPInvokeError(), path);
        try
        {
            while (FSync(descriptor) != 0) ThrowUnlessInterrupted(path);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    static void ThrowUnlessInterrupted(string path)
    {
        var error = Marshal.GetLastPInvokeError();
        if (error != Interrupted) throw Error(error, path);
    }

    static IOException Error(int code, string path) => new($"{Marshal.GetPInvokeErrorMessage(code)} : '{path}'", code);

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int FDataSync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
