using ClickFunnels.Core;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Sync.Imports;

/// <summary>Sends contacts by upsert, and applies their tags.</summary>
internal sealed class UpsertSender(ImportTarget target, ClickFunnelsClient client, ImportOptions options, CallMeter meter)
    : RecordSender(client, meter)
{
    private const int Created = 201;
    private const string TagIds = "tag_ids";

    private readonly NaturalKeySender _tags = new(ImportTarget.Find("contacts_tags"), client, updatesExisting: false, meter);
    private readonly NaturalKeySender _appliedTags = new(
        ImportTarget.Find("contacts_applied_tags"),
        client,
        updatesExisting: false,
        meter,
        remembers: false
    );

    public override async Task<SentRow> SendAsync(MappedRow row, RowAttempts attempts, CancellationToken cancellationToken)
    {
        var tags = new List<long>();
        for (var index = 0; index < row.Tags.Count; index++)
        {
            if (await TagAsync(row.Tags[index], cancellationToken).ConfigureAwait(false) is not { } tag)
            {
                return new SentRow(
                    ImportOutcome.Rejected,
                    null,
                    TargetField.TagsPath,
                    $"the workspace has no tag with the name {index + 1}. Create it, or set {nameof(options.CreateMissingTags)}"
                );
            }

            tags.Add(tag);
        }

        var fields = row.Fields;
        if (tags.Count > 0 && options.Tags == ImportedTags.Replace)
        {
            fields = (JObject)fields.DeepClone();
            fields[TagIds] = new JArray(tags);
        }

        var response = await CallAsync(target.Create, [], fields, null, cancellationToken).ConfigureAwait(false);
        var record = Record(response, target.Create);
        var id = RowMapper.KeyText(record?["id"]);
        if (options.Tags == ImportedTags.Add && tags.Count > 0)
        {
            try
            {
                await ApplyAsync(id, record, tags, cancellationToken).ConfigureAwait(false);
            }
            catch (ApiException exception) when (RowFailure.IsOfRow(exception, target))
            {
                return new SentRow(
                    ImportOutcome.Rejected,
                    id,
                    TargetField.TagsPath,
                    "the contact was imported, but a tag could not be applied: " + RowFailure.Describe(exception, row, target).Reason
                );
            }
        }

        return new SentRow(response.StatusCode == Created ? ImportOutcome.Created : ImportOutcome.Updated, id.Length > 0 ? id : null);
    }

    private async Task<long?> TagAsync(string name, CancellationToken cancellationToken)
    {
        // Rows with the same new tag create it once.
        var id = options.CreateMissingTags
            ? await _tags.EnsureAsync(new JObject { ["name"] = name }, [], cancellationToken).ConfigureAwait(false)
            : await _tags.FindIdAsync(name, cancellationToken).ConfigureAwait(false);
        return long.TryParse(id, out var number) ? number : null;
    }

    private async Task ApplyAsync(string contact, JObject? record, List<long> tags, CancellationToken cancellationToken)
    {
        var applied = (record?["tags"] as JArray ?? []).OfType<JObject>().Select(static tag => RowMapper.KeyText(tag["id"])).ToHashSet();
        foreach (var tag in tags)
        {
            if (!applied.Contains(tag.ToString(System.Globalization.CultureInfo.InvariantCulture)))
            {
                await _appliedTags.EnsureAsync(new JObject { ["tag_id"] = tag }, [contact], cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
