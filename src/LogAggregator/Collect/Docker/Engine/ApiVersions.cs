using System;

namespace LogAggregator.Collect.Docker.Engine;

/// <summary>Which version of the API to speak.</summary>
static class ApiVersions
{
    /// <summary>What was tested; newer engines still speak it (Docker 29 refuses under 1.44 or 1.40).</summary>
    public static readonly Version Newest = new(1, 47);

    /// <summary>Docker 19.03. What the collector knows of engines was measured from 20.10 (1.41) on.</summary>
    public static readonly Version Oldest = new(1, 40);

    /// <summary>The lower of ours and the engine's, but not under what the engine still takes.</summary>
    /// <param name="engine">Its newest: Api-Version of /_ping.</param>
    /// <param name="engineOldest">MinAPIVersion of /version; null if it does not say.</param>
    /// <param name="agreed">What to speak.</param>
    public static bool TryAgree(Version engine, Version? engineOldest, out Version agreed)
    {
        agreed = engine < Newest ? engine : Newest;
        if (engineOldest is not null && agreed < engineOldest)
            agreed = engineOldest;
        return agreed >= Oldest;
    }
}
