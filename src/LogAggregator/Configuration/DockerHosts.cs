using System;
using System.Collections.Generic;

namespace LogAggregator.Configuration;

/// <summary>The engines: <c>unix:///var/run/docker.sock</c>, <c>tcp://10.0.0.2:2376</c>, separated by commas.</summary>
static class DockerHosts
{
    public static bool TryParse(string text, out IReadOnlyList<string> hosts)
    {
        hosts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var host in hosts)
            if (!IsHost(host)) return false;
        return hosts.Count > 0;
    }

    static bool IsHost(string host)
    {
        if (host.StartsWith("unix://", StringComparison.Ordinal)) return host.Length > 8 && host[7] == '/';
        return host.StartsWith("tcp://", StringComparison.Ordinal)
            && Uri.TryCreate(host, UriKind.Absolute, out var uri)
            && uri is { Host.Length: > 0, Port: > 0, AbsolutePath: "/" or "", Query: "", UserInfo: "" };
    }
}
