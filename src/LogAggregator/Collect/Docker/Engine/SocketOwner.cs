using System;
using System.Runtime.InteropServices;
using System.Text;

namespace LogAggregator.Collect.Docker.Engine;

/// <summary>The group of a file, which the base library does not tell.</summary>
static class SocketOwner
{
    const int CurrentDirectory = -100;
    const uint GroupMask = 0x10;

    /// <summary>struct statx is the same on every Linux: the group at byte 24 of 256.</summary>
    const int StatxBytes = 256;

    const int GroupOffset = 24;

    /// <summary>Id of the group that owns a path, null if it cannot be asked.</summary>
    public static uint? GroupOf(string path)
    {
        var result = new byte[StatxBytes];
        try
        {
            return statx(CurrentDirectory, Encoding.UTF8.GetBytes(path + '\0'), 0, GroupMask, result) == 0
                ? BitConverter.ToUInt32(result, GroupOffset)
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    [DllImport("libc", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
#pragma warning disable IDE1006, CA1401 // The C library's name.
    static extern int statx(int directory, byte[] path, int flags, uint mask, byte[] result);
#pragma warning restore IDE1006, CA1401
}
