using System;
using System.IO;

namespace LogAggregator.Collect.Docker.Engine;

/// <summary>Finds the container that this process runs in, whose own lines must not be collected.</summary>
static class SelfContainer
{
    const int FullIdLength = 64;
    const int ShortIdLength = 12;

    /// <summary>Id of our container, or the first 12 digits of it; null outside of one.</summary>
    public static string? Find()
        => Find(ReadIfThere("/proc/self/mountinfo"), ReadIfThere("/proc/self/cgroup"), Environment.MachineName);

    /// <summary>As above, from the texts of the two files and the host name; what is empty tells nothing.</summary>
    public static string? Find(string mountInfo, string cgroup, string hostName)
        => FromMounts(mountInfo) ?? FromControlGroups(cgroup) ?? (hostName.Length == ShortIdLength && IsHex(hostName) ? hostName : null);

    /// <summary>Docker mounts /etc/hostname from <c>…/containers/ID/hostname</c>, Podman from <c>…/overlay-containers/ID/userdata/hostname</c>.</summary>
    static string? FromMounts(string mountInfo)
    {
        foreach (var line in mountInfo.Split('\n'))
        {
            // 36 35 98:0 /root/within/filesystem /mount/point options…
            var fields = line.Split(' ');
            if (fields.Length > 4 && fields[4] is "/etc/hostname" or "/etc/hosts" or "/etc/resolv.conf"
                && LastFullId(fields[3], requireDirectory: true) is { } id)
                return id;
        }
        return null;
    }

    /// <summary>
    /// <c>/docker/ID</c>, <c>/system.slice/docker-ID.scope</c>, <c>libpod-ID.scope</c>. With version 2 and a namespace of
    /// its own a container sees only <c>0::/</c>.
    /// </summary>
    static string? FromControlGroups(string cgroup)
    {
        foreach (var line in cgroup.Split('\n'))
        {
            if (LastFullId(line, requireDirectory: false) is { } id)
                return id;
        }
        return null;
    }

    /// <summary>The last run of exactly 64 hex digits, standing between slashes if it must be a directory.</summary>
    static string? LastFullId(string text, bool requireDirectory)
    {
        var end = text.Length;
        while (end > 0)
        {
            var start = end;
            while (start > 0 && char.IsAsciiHexDigitLower(text[start - 1]))
                start--;
            var isDirectory = start > 0 && text[start - 1] == '/' && end < text.Length && text[end] == '/';
            if (end - start == FullIdLength && (isDirectory || !requireDirectory))
                return text[start..end];
            end = start == end ? end - 1 : start;
        }
        return null;
    }

    static bool IsHex(string text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiHexDigitLower(character))
                return false;
        }
        return true;
    }

    static string ReadIfThere(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // No such file on this system: then it tells nothing.
            return "";
        }
    }
}
