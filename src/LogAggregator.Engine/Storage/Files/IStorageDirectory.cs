using System;
using System.Collections.Generic;

namespace LogAggregator.Engine.Storage.Files;

/// <summary>
/// The one folder that a store lives in. Everything that touches the disk goes through here, so that tests can let it
/// fail. Errors are <see cref="System.IO.IOException"/>; a full disk is told by <see cref="StoreFullException.IsToldBy"/>.
/// </summary>
interface IStorageDirectory
{
    /// <summary>For messages.</summary>
    string Path { get; }

    /// <summary>Free bytes of the disk for this user.</summary>
    long FreeBytes { get; }

    IReadOnlyList<string> List();

    /// <summary>A new file, or an old one emptied. Its name is durable after <see cref="Sync"/>.</summary>
    IStorageFile Create(string name);

    /// <summary>For reading alone: works on a disk that became read-only.</summary>
    /// <exception cref="System.IO.FileNotFoundException">There is none.</exception>
    IStorageFile Open(string name);

    /// <exception cref="System.IO.FileNotFoundException">There is none.</exception>
    IStorageFile OpenToWrite(string name);

    void Delete(string name);

    /// <summary>Replaces <paramref name="target"/> in one step.</summary>
    void Rename(string name, string target);

    /// <summary>Makes created, deleted and renamed names durable.</summary>
    void Sync();

    /// <summary>Held until disposed; keeps every other process (and store of this one) out.</summary>
    /// <exception cref="StoreInUseException">Another one holds it.</exception>
    IDisposable Lock();
}
