using System;
using System.IO;

namespace LogAggregator.Engine;

/// <summary>The disk that holds the store has no room for the append. Nothing of the batch was kept.</summary>
public sealed class StoreFullException : IOException
{
    /// <summary>ENOSPC of Linux, as .NET hands it on in <see cref="Exception.HResult"/>.</summary>
    internal const int NoSpace = 28;

    /// <summary>EDQUOT.</summary>
    internal const int QuotaExceeded = 122;

    public StoreFullException()
    {
    }

    public StoreFullException(string message)
        : base(message)
    {
    }

    public StoreFullException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The error says that there is no room, be it this one or the system's own.</summary>
    public static bool IsToldBy(IOException error) => error is StoreFullException || error.HResult is NoSpace or QuotaExceeded;
}
