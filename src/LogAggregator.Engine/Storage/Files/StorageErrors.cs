using System;
using System.IO;

namespace LogAggregator.Engine.Storage.Files;

/// <summary>Tells a full disk from a failing one, and makes one kind of exception of all that a disk refuses.</summary>
static class StorageErrors
{
    /// <summary>ENOSPC of Linux, as .NET hands it on in <see cref="System.Exception.HResult"/>.</summary>
    public const int NoSpace = 28;

    /// <summary>EDQUOT.</summary>
    public const int QuotaExceeded = 122;

    public static bool IsFull(IOException error) => error is StoreFullException || error.HResult is NoSpace or QuotaExceeded;

    /// <summary>Does the work; a right that is missing, which .NET tells in a way of its own, is an error of the disk as any other.</summary>
    public static T Unify<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException(error.Message, error);
        }
    }

    public static void Unify(Action work) => Unify(() =>
    {
        work();
        return true;
    });
}
