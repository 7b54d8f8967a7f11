using System;
using System.IO;

namespace LogAggregator.Status;

/// <summary>Room on the disk of the store.</summary>
/// <param name="FreeBytes">What this process may still write; null where the system does not say.</param>
/// <param name="MinFreeBytes">What should stay free; null for no bound.</param>
readonly record struct DiskSpace(long? FreeBytes, long? MinFreeBytes)
{
    public bool IsLow => FreeBytes < MinFreeBytes;

    /// <summary>Asks the system.</summary>
    public static DiskSpace Of(string directory, long? minFreeBytes)
    {
        try
        {
            return new DiskSpace(new DriveInfo(Path.GetFullPath(directory)).AvailableFreeSpace, minFreeBytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Some network and overlay file systems do not say; then there is nothing to warn of.
            return new DiskSpace(null, minFreeBytes);
        }
    }
}
