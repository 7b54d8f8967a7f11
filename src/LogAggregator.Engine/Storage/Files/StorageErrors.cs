using System.IO;

namespace LogAggregator.Engine.Storage.Files;

/// <summary>Tells a full disk from a failing one.</summary>
static class StorageErrors
{
    /// <summary>ENOSPC of Linux, as .NET hands it on in <see cref="System.Exception.HResult"/>.</summary>
    public const int NoSpace = 28;

    /// <summary>EDQUOT.</summary>
    public const int QuotaExceeded = 122;

    public static bool IsFull(IOException error) => error is StoreFullException || error.HResult is NoSpace or QuotaExceeded;
}
