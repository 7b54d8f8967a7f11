using System;
using System.IO;

namespace LogAggregator.Engine.Storage.Files;

/// <summary>Makes one kind of exception of all that a disk refuses.</summary>
static class StorageErrors
{
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
