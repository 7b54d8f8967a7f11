using System;
using System.IO;

namespace LogAggregator.Engine.Tests.Storage;

/// <summary>A folder on the disk that goes with the test.</summary>
sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("store-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
