using System;
using System.IO;

namespace LogAggregator.Engine;

/// <summary>A newer program wrote the store; this one changes nothing in it.</summary>
public sealed class StoreVersionException : IOException
{
    public StoreVersionException()
    {
    }

    public StoreVersionException(string message)
        : base(message)
    {
    }

    public StoreVersionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
