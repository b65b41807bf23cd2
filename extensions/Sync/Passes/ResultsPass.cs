using System.Globalization;
using System.Linq.Expressions;
using ClickFunnels.Core;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Sync;

/// <summary>
/// Reads all contacts by the results of a temporary saved filter: thousands of rows in each request, with some fields only.
/// </summary>
internal static class ResultsPass
{
    /// <summary>Name of the schema whose records can be read so.</summary>
    public const string Schema = "Contact";

    private const string RowSchema = "ContactRow";

    /// <summary>Returns the fields that results can have.</summary>
    public static IReadOnlyCollection<string> Fields(ContractTables tables) => [.. tables.Contract.Schema(RowSchema).Properties.Keys];

    /// <summary>Reads the contacts.</summary>
    /// <returns>False if the rows are not sorted by id; then the list must be read in another way.</returns>
    public static async Task<bool> RunAsync(
        PassContext context,
        TableWriter writer,
        PassState state,
        IReadOnlyCollection<string> fields,
        CancellationToken cancellationToken
    )
    {
        var after = state.Open is [[var position, _], ..] ? position : 0;
        var queue = new PieceQueue(
            async (pieces, token) =>
            {
                state.Open =
                [
                    [pieces[^1].Complete!.Value.UpTo, long.MaxValue],
                ];
                state.Rows += pieces.Sum(static piece => piece.Records.Count);
                var (upserts, deletes) = await writer
                    .WriteAsync(
                        pieces,
                        ReadChildren.All,
                        (upserts, deletes) =>
                        {
                            state.Upserts += upserts;
                            state.Deletes += deletes;
                            return [KeyValuePair.Create<string, string?>(SyncState.Pass(writer.Source.Table), SyncState.Write(state))];
                        },
                        isRefresh: false,
                        token
                    )
                    .ConfigureAwait(false);
                context.Meter.Wrote(writer.Source.Table, pieces, upserts, deletes);
            },
            cancellationToken
        );
        await using var closing = queue.ConfigureAwait(false);
        var options = new ResultQueryOptions
        {
            After = after > 0 ? after.ToString(CultureInfo.InvariantCulture) : null,
            OnResponse = _ => context.Meter.Request(),
            OnWait = context.Meter.Waited,
        };
        // All contacts: that this filter matches each of them is assumed.
        var criteria = new RefineFilterCriterionCreate[]
        {
            new()
            {
                Attribute = "created_at",
                Clause = "gte",
                Value = "2000-01-01",
            },
        };
        var query = context.Client.RefineFilters.QueryContacts(criteria, fields.Select(SelectorOf), options, cancellationToken);
        var sentAt = context.Now;
        await foreach (var page in query.AsPages(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            var records = new List<KeyValuePair<long, JObject>>(page.Rows.Count);
            var last = after;
            foreach (var row in page.Rows)
            {
                if (row.Id <= last)
                {
                    return false;
                }

                last = row.Id;
                records.Add(KeyValuePair.Create(row.Id, (JObject)new RawResponse(200, row.ToJson()).Json!));
            }

            var upTo = page.NextAfter is null ? long.MaxValue : last;
            await queue
                .AddAsync(
                    new Piece
                    {
                        Records = records,
                        SentAt = sentAt,
                        Complete = (after, upTo),
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            after = upTo;
            sentAt = context.Now;
        }

        await queue.CompleteAsync().ConfigureAwait(false);
        return true;
    }

    // email_address: contact => contact.EmailAddress
    private static Expression<Func<ContactRow, object?>> SelectorOf(string field)
    {
        var name = string.Concat(field.Split('_').Select(static word => char.ToUpperInvariant(word[0]) + word[1..]));
        var contact = Expression.Parameter(typeof(ContactRow));
        var value = Expression.Property(contact, name);
        return Expression.Lambda<Func<ContactRow, object?>>(Expression.Convert(value, typeof(object)), contact);
    }
}
