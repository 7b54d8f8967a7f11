using System;
using System.IO;

namespace LogAggregator.Engine;

/// <summary>The disk that holds the store has no room for the append. Nothing of the batch was kept.</summary>
public sealed class StoreFullException : IOException
{
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
}
