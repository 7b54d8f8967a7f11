using System.Diagnostics;
using System.IO;

namespace LogAggregator.Api;

/// <summary>Files that are part of the binary.</summary>
static class EmbeddedFile
{
    public static byte[] Read(string name)
    {
        using var stream = typeof(EmbeddedFile).Assembly.GetManifestResourceStream(name) ?? throw new UnreachableException($"{name} is not in the binary");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
