using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>
/// The rules for requests that the service sends. Those for webhooks and callbacks only differ in their ids. Their payloads are compared by
/// the rules of responses.
/// </summary>
internal sealed class DeliveryRules
{
    private readonly string _noun;
    private readonly Rule _added;
    private readonly Rule _removed;
    private readonly Rule _methodChanged;
    private readonly Rule _payloadAdded;
    private readonly Rule _payloadRemoved;
    private readonly Rule _mediaTypeAdded;
    private readonly Rule _mediaTypeRemoved;
    private readonly Rule _headerRemoved;
    private readonly Rule _statusAdded;
    private readonly Rule _statusRemoved;

    /// <param name="noun">The kind of request, which is also the start of the rule ids: <c>webhook</c>.</param>
    /// <param name="added">The summary of the rule for a new one.</param>
    /// <param name="removed">The summary of the rule for one that was removed.</param>
    public DeliveryRules(string noun, string added, string removed)
    {
        _noun = noun;
        _added = new Rule($"{noun}-added", Severity.Info, RuleGroup.Operations, added, VersionStep.Minor);
        _removed = new Rule($"{noun}-removed", Severity.Breaking, RuleGroup.Operations, removed);
        _methodChanged = Breaking("method-changed", $"A {noun} arrives with another HTTP method: receivers refuse it.");
        _payloadAdded = Info("payload-added", $"A {noun} now has a payload.");
        _payloadRemoved = Breaking("payload-removed", $"A {noun} no longer has a payload: code that reads it fails.");
        _mediaTypeAdded = Breaking(
            "media-type-added",
            $"The payload of a {noun} may have another media type, which receivers do not expect."
        );
        _mediaTypeRemoved = Info("media-type-removed", $"The payload of a {noun} no longer has one of its media types.");
        _headerRemoved = Breaking("header-removed", $"A {noun} no longer has a header: code that reads it fails.");
        _statusAdded = Info("response-status-added", $"One more status is accepted as the response to a {noun}.");
        _statusRemoved = Breaking(
            "response-status-removed",
            $"A status is no longer accepted as the response to a {noun}: the service treats the delivery as failed."
        );
    }

    public IEnumerable<Rule> All =>
        [
            _added,
            _removed,
            _methodChanged,
            _payloadAdded,
            _payloadRemoved,
            _mediaTypeAdded,
            _mediaTypeRemoved,
            _headerRemoved,
            _statusAdded,
            _statusRemoved,
        ];

    /// <summary>Creates a breaking rule for this kind of request.</summary>
    public Rule Breaking(string suffix, string summary) => new($"{_noun}-{suffix}", Severity.Breaking, RuleGroup.Operations, summary);

    /// <summary>Reports the requests that are in one document only.</summary>
    public void Compare(DeliveryPairs deliveries, Func<Delivery, string> pointer, DiffFindings findings)
    {
        foreach (var delivery in deliveries.Added)
        {
            findings.Add(_added, pointer(delivery), $"The {_noun} {delivery.Name} is new.", null, delivery.Name);
        }

        foreach (var delivery in deliveries.Removed)
        {
            findings.AddRemoved(
                _removed,
                pointer(delivery),
                $"The {_noun} {delivery.Name} was removed: the service no longer sends it.",
                delivery.Name
            );
        }
    }

    /// <summary>Compares a request that is in both documents.</summary>
    public void Compare(DeliveryPair pair, DiffFindings findings)
    {
        var (before, after) = (pair.Old.Operation, pair.New.Operation);
        var subject = $"The {_noun} {pair.New.Name}";
        if (before.Method != after.Method)
        {
            findings.Add(
                _methodChanged,
                after.Pointer,
                $"{subject} arrives by {after.Method} instead of {before.Method}.",
                before.Method,
                after.Method
            );
        }

        Payload(before, after, subject, findings);
        foreach (var header in pair.Operations.Parameters.Removed.Where(parameter => parameter.In == "header"))
        {
            findings.AddRemoved(_headerRemoved, header.Pointer, $"{subject} no longer has the header {header.Name}.", header.Name);
        }

        var responses = pair.Operations.Responses;
        foreach (var status in responses.Removed.Where(response => response.IsSuccess))
        {
            findings.AddRemoved(
                _statusRemoved,
                status.Pointer,
                $"{subject} no longer accepts {status.Status} as the response.",
                status.Status
            );
        }

        if (responses.ChangedSuccess is var (was, now))
        {
            findings.Add(
                _statusRemoved,
                now.Pointer,
                $"{subject} accepts {now.Status} instead of {was.Status} as the response.",
                was.Status,
                now.Status
            );
        }

        foreach (var status in responses.Added.Where(response => response.IsSuccess))
        {
            findings.Add(_statusAdded, status.Pointer, $"{subject} also accepts {status.Status} as the response.", null, status.Status);
        }
    }

    private void Payload(ApiOperation before, ApiOperation after, string subject, DiffFindings findings)
    {
        if (before.Body is not { } was)
        {
            if (after.Body is { } added)
            {
                findings.Add(_payloadAdded, added.Pointer, $"{subject} has a payload now.");
            }

            return;
        }

        if (after.Body is not { } now)
        {
            findings.AddRemoved(_payloadRemoved, was.Pointer, $"{subject} no longer has a payload.");
            return;
        }

        var pairs = MediaTypePairs.Pair(was.Content, now.Content).ToList();
        foreach (var (type, content) in now.Content.Where(entry => pairs.All(pair => pair.New != entry.Value)))
        {
            findings.Add(_mediaTypeAdded, content.Pointer, $"{subject} may now arrive as {type}.", null, type);
        }

        foreach (var (type, content) in was.Content.Where(entry => pairs.All(pair => pair.Old != entry.Value)))
        {
            findings.AddRemoved(_mediaTypeRemoved, content.Pointer, $"{subject} no longer arrives as {type}.", type);
        }

        foreach (var (old, content, _) in pairs.Where(pair => pair.Change is not (MediaTypeChange.Same or MediaTypeChange.Specialized)))
        {
            findings.Add(
                _mediaTypeAdded,
                JsonPointer.Append($"{now.Pointer}/content", content.MediaType),
                $"{subject} arrives as {content.MediaType} instead of {old.MediaType}.",
                old.MediaType,
                content.MediaType
            );
        }
    }

    private Rule Info(string suffix, string summary) =>
        new($"{_noun}-{suffix}", Severity.Info, RuleGroup.Operations, summary, VersionStep.Minor);
}
