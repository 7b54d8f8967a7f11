using System.Collections.Generic;
using System.Linq;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Segments;
using LogAggregator.Engine.Storage.State;

namespace LogAggregator.Engine.Storage.Opening;

/// <summary>Reads the manifest.</summary>
static class ManifestOpening
{
    /// <summary>Null if there is none that can be read, but segments: then every readable segment belongs to the store.</summary>
    public static Manifest? Read(StoreCore core, IReadOnlyList<string> names)
    {
        if (!names.Contains(StoreFileName.Manifest)) return names.Any(name => SegmentName.TryParse(name, out _)) ? Lost(core, "missing") : Begin(core);
        using var file = core.Directory.Open(StoreFileName.Manifest);
        var bytes = new byte[file.Length];
        return file.Read(0, bytes) == bytes.Length && Manifest.TryDecode(bytes, out var manifest) ? manifest : Lost(core, "damaged");
    }

    /// <summary>A new store has a manifest before anything else, so that a missing one is known to be lost.</summary>
    static Manifest Begin(StoreCore core)
    {
        Manifest.Empty.Write(core.Directory);
        return Manifest.Empty;
    }

    static Manifest? Lost(StoreCore core, string how)
    {
        core.Tell(Level.Error, $"The manifest is {how}; every segment that is readable is taken as part of the store, no record is lost.");
        return null;
    }
}
