using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace ClickFunnels.Sync.Imports;

/// <summary>Reads, maps and checks the rows of a source from its start.</summary>
internal sealed class RowReader(ImportTarget target, ImportSource source, ImportOptions options, byte[] salt)
{
    private readonly RowMapper _mapper = new(target, options.Mapping, source);

    // Hashes, because two million keys would need more memory.
    private readonly Dictionary<UInt128, long> _keys = [];

    public IReadOnlyList<KeyValuePair<string, string?>> Plan => _mapper.Plan;

    /// <summary>Number of rows whose key an earlier row has, if duplicates are looked for.</summary>
    public long Duplicates { get; private set; }

    /// <summary>True to count duplicates even if they are not rejected.</summary>
    public bool CountsDuplicates { get; init; }

    /// <exception cref="ImportInputException">The source cannot be read, or its columns do not fit the target.</exception>
    public async IAsyncEnumerable<MappedRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var digest = new RowDigest(salt);
        long last = 0;
        await foreach (var row in source.ReadAsync(cancellationToken).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (row.Line <= last)
            {
                throw new ImportInputException(source.Name, "The numbers of the rows must increase.", row.Line);
            }

            last = row.Line;
            var mapped = Check(_mapper.Map(row));
            mapped.Digest = digest.Of(row);
            yield return mapped;
        }
    }

    private MappedRow Check(MappedRow row)
    {
        if (row.Rejection is not null || (!CountsDuplicates && options.DuplicateRows != DuplicateRows.Reject))
        {
            return row;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(row.Identity), hash);
        if (_keys.TryAdd(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash), row.Line))
        {
            return row;
        }

        Duplicates++;
        return options.DuplicateRows == DuplicateRows.Reject
            ? new MappedRow
            {
                Line = row.Line,
                ShownKey = row.ShownKey,
                Fraction = row.Fraction,
                Rejection = new ImportRejection(
                    row.Line,
                    target.Key[0],
                    string.Create(
                        System.Globalization.CultureInfo.InvariantCulture,
                        $"is the key of row {_keys[System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash)]}, too"
                    )
                ),
            }
            : row;
    }
}
