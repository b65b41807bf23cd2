using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Skills;

/// <summary>Compares the text of one file with the contract.</summary>
internal sealed class SkillReader
{
    // Examples and tables are about the routes beside them, not about those at the other end of the file.
    private const int MaxNearBlocks = 40;
    private const int MaxNearRoutes = 3;

    private readonly SkillContract _contract;
    private readonly SkillFindings _findings;
    private readonly string _file;
    private readonly List<Entry> _entries = [];
    private List<ApiOperation>? _ofFile;

    private SkillReader(SkillContract contract, SkillFindings findings, string file) =>
        (_contract, _findings, _file) = (contract, findings, file);

    /// <summary>Compares a file.</summary>
    /// <param name="blocks">Its blocks.</param>
    /// <param name="file">Its path for people.</param>
    /// <param name="contract">The contract.</param>
    /// <param name="findings">Collects the findings.</param>
    /// <param name="counts">Counts what was compared.</param>
    public static void Compare(
        IReadOnlyList<SkillBlock> blocks,
        string file,
        SkillContract contract,
        SkillFindings findings,
        SkillCounts counts
    )
    {
        var reader = new SkillReader(contract, findings, file);
        reader.ReadRoutes(blocks, counts);
        for (var index = 0; index < reader._entries.Count; index++)
        {
            reader.CompareFields(index, counts);
            reader.CompareErrors(reader._entries[index], counts);
        }
    }

    private void ReadRoutes(IReadOnlyList<SkillBlock> blocks, SkillCounts counts)
    {
        var sections = new Stack<(int Level, Section Section)>([(0, new Section(null))]);
        foreach (var block in blocks)
        {
            if (block is SkillHeading heading)
            {
                while (sections.Peek().Level >= heading.Level)
                {
                    sections.Pop();
                }

                sections.Push((heading.Level, new Section(sections.Peek().Section)));
            }

            var section = sections.Peek().Section;
            var messages = block is SkillCode code ? CodeMessages.Read(code) : [];
            List<SkillRoute> routes =
            [
                .. block switch
                {
                    SkillHeading found => RouteText.In(found.Spans).Select(route => _contract.Routes.Resolve(route)),
                    SkillProse found => RouteText.In(found.Spans).Select(route => _contract.Routes.Resolve(route)),
                    SkillTable found => found.Rows.SelectMany(RouteText.InRow).Select(route => _contract.Routes.Resolve(route)),
                    _ => messages
                        .Where(message => message.Request is not null)
                        .Select(message => _contract.Routes.Resolve(message.Request!.Value, message.Host)),
                },
            ];
            foreach (var route in routes)
            {
                counts.Routes++;
                CompareRoute(route);
            }

            section.Entries.Add(_entries.Count);
            _entries.Add(new Entry(block, section, section.Entries.Count - 1, messages, routes));
        }
    }

    private void CompareRoute(SkillRoute route)
    {
        var pointer = JsonPointer.Append(JsonPointer.Append("/paths", route.Route), route.Written.Method.ToLowerInvariant());
        switch (route.Match)
        {
            case RouteMatch.PathMissing:
                _findings.Add(
                    SkillRules.RouteMissing,
                    pointer,
                    $"The contract lacks the path of {route.Name}.",
                    _file,
                    route.Written.Line,
                    route.Name,
                    [route.Name]
                );
                break;
            case RouteMatch.MethodMissing:
                var known = string.Join(", ", route.Operations.Select(operation => operation.Method).Distinct());
                _findings.Add(
                    SkillRules.MethodMissing,
                    pointer,
                    $"The contract lacks {route.Name}; it has {known} on {route.Operations[0].Path}.",
                    _file,
                    route.Written.Line,
                    route.Name,
                    [route.Name]
                );
                break;
            case RouteMatch.OtherUpdate:
                _findings.Add(
                    SkillRules.OtherUpdate,
                    pointer,
                    $"The contract has {route.Operation!.Name} in place of {route.Name}.",
                    _file,
                    route.Written.Line,
                    route.Name,
                    [route.Operation.Name]
                );
                CompareQuery(route);
                break;
            case RouteMatch.Known:
                CompareQuery(route);
                break;
        }
    }

    private void CompareQuery(SkillRoute route)
    {
        foreach (var part in route.Query.Split('&', StringSplitOptions.RemoveEmptyEntries).Take(50))
        {
            var name = Uri.UnescapeDataString(part.Split('=')[0]);
            if (part.Contains('=', StringComparison.Ordinal) && IsParameter(name) && !OperationFields.HasParameter(route.Operation!, name))
            {
                AddParameter(route.Operation!, name, route.Written.Line);
            }
        }
    }

    private void AddParameter(ApiOperation operation, string name, int line) =>
        _findings.Add(
            SkillRules.ParameterMissing,
            JsonPointer.Append(operation.Pointer + "/parameters", name),
            $"{operation.Name} has no query parameter \"{SkillText.Cut(name)}\" in the contract.",
            _file,
            line,
            SkillText.Cut(name),
            [operation.Name]
        );

    private static bool IsParameter(string name) =>
        name.Length <= 100 && SkillText.IsField(name.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal));

    private void CompareFields(int index, SkillCounts counts)
    {
        var entry = _entries[index];
        if (entry.Block is SkillTable table)
        {
            CompareTable(entry, table);
        }

        ApiOperation? operation = null;
        var next = 0;
        foreach (var message in entry.Messages)
        {
            if (message.Request is not null)
            {
                operation = entry.Routes[next++].Operation;
            }

            foreach (var example in message.Body)
            {
                counts.Examples++;
                if (message.Request is not null)
                {
                    counts.Compared += operation is not null && CompareRequest(example, operation) ? 1 : 0;
                }
                else
                {
                    counts.Compared += CompareExample(example, entry, message, operation) ? 1 : 0;
                }
            }
        }
    }

    private bool CompareRequest(SketchValue example, ApiOperation operation)
    {
        var body = OperationFields.Request(operation);
        if (body.Schema is { } schema)
        {
            Report(ExampleFields.Unknown(example, schema), body);
            return true;
        }

        Report(
            [
                .. (example.Members ?? [])
                    .Where(member => SkillText.IsField(member.Key))
                    .Select(member => new UnknownField(JsonPointer.Append(body.Pointer, member.Key), member.Key, member.Key, member.Line)),
            ],
            body
        );
        return true;
    }

    // The body that has the most keys of the example. With less than half of them, the example is something else.
    private bool CompareExample(SketchValue example, Entry entry, CodeMessage message, ApiOperation? operation)
    {
        var operations =
            entry.Routes.Count > 0
                ? operation is null
                    ? null
                    : [operation]
                : Near(entry);
        if (operations is null)
        {
            return false;
        }

        // Without a route beside it, the example may belong to any operation of the file. It must then fit better.
        var far = operations.Count == 0;
        (OperationBody Body, int Known, int All)? best = null;
        foreach (
            var body in (far ? OfFile() : operations).SelectMany(one =>
                message.IsResponse || entry.Routes.Count > 0
                    ? OperationFields.Responses(one, message.Status)
                    : OperationFields.Responses(one).Append(OperationFields.Request(one))
            )
        )
        {
            if (body.Schema is { } schema && ExampleFields.Fit(example, schema) is var (known, all) && known > (best?.Known ?? 0))
            {
                best = (body, known, all);
            }
        }

        if (best is not { } found || (far ? !FitsAlone(found.Body, found.Known, found.All) : found.Known * 2 < found.All))
        {
            return false;
        }

        Report(ExampleFields.Unknown(example, found.Body.Schema!), found.Body);
        return true;
    }

    // An envelope, or a record of several fields of which most are known.
    private static bool FitsAlone(OperationBody body, int known, int all) =>
        all == 1 ? body.Schema!.Properties.Count == 1 : known >= 4 && known * 4 >= all * 3;

    private List<ApiOperation> OfFile() =>
        _ofFile ??= [
            .. _entries.SelectMany(entry => entry.Routes).Select(route => route.Operation).OfType<ApiOperation>().Distinct().Take(100),
        ];

    private void CompareTable(Entry entry, SkillTable table)
    {
        var columns = table
            .Header.Select((header, index) => (FieldColumn.Is(header, table.Header), index))
            .Where(column => column.Item1)
            .ToList();
        IReadOnlyList<ApiOperation>? near = null;
        foreach (var row in table.Rows)
        {
            var own = RouteText.InRow(row).Select(route => _contract.Routes.Resolve(route)).ToList();
            if (own.Count == 0 && entry.Routes.Count == 0 && columns.Count > 0)
            {
                near ??= Near(entry) ?? [];
            }

            var operations =
                own.Count == 0 ? near ?? []
                : own.Any(route => route.Operation is null) ? []
                : [.. own.Select(route => route.Operation!)];
            if (operations.Count == 0)
            {
                continue;
            }

            foreach (var (_, column) in columns.Where(column => column.index < row.Count))
            {
                foreach (var span in row[column].Where(span => span.IsCode))
                {
                    CompareName(span, operations);
                }
            }
        }
    }

    private void CompareName(TextSpan span, IReadOnlyList<ApiOperation> operations)
    {
        var name = span.Text.Trim().TrimEnd('*');
        if (
            !IsParameter(name.Replace(".", "", StringComparison.Ordinal))
            || operations.Any(operation => OperationFields.HasParameter(operation, name))
        )
        {
            return;
        }

        var missing = name.Split('.', '[', ']')
            .Where(part => part.Length > 0)
            .FirstOrDefault(part => !operations.Any(operation => _contract.Fields.Has(operation, part)));
        if (missing is null)
        {
            return;
        }

        var operation = operations[0];
        _findings.Add(
            SkillRules.FieldMissing,
            OperationFields.PlaceOf(operation, name),
            $"A table beside {operation.Name} has the field \"{SkillText.Cut(name)}\". Neither its parameters nor its bodies have "
                + $"\"{SkillText.Cut(missing)}\" in the contract.",
            _file,
            span.Line,
            SkillText.Cut(name),
            [.. operations.Select(one => one.Name).Distinct()]
        );
    }

    // Empty if there are no routes in the section, and null if the nearest are unknown or of another API: what is beside them is theirs.
    private List<ApiOperation>? Near(Entry entry)
    {
        var found = new List<ApiOperation>();
        for (var (section, at) = (entry.Section, entry.Index); section is not null; (section, at) = (section.Parent, int.MaxValue))
        {
            var (before, after) = at == int.MaxValue ? (section.Entries.Count, section.Entries.Count) : (at, at + 1);
            var blocks = Enumerable
                .Range(1, Math.Min(before, MaxNearBlocks))
                .Select(step => before - step)
                .Concat(Enumerable.Range(after, Math.Clamp(section.Entries.Count - after, 0, MaxNearBlocks)));
            foreach (var block in blocks.Select(index => _entries[section.Entries[index]]))
            {
                if (block.Routes.Count == 0 || block.Routes.Select(route => route.Name).Distinct().Count() > MaxNearRoutes)
                {
                    continue;
                }

                if (block.Routes.Any(route => route.Operation is null))
                {
                    return found.Count > 0 ? found : null;
                }

                found.AddRange(block.Routes.Select(route => route.Operation!));
            }

            if (found.Count > 0)
            {
                return [.. found.Distinct()];
            }
        }

        return [];
    }

    private void Report(IReadOnlyList<UnknownField> fields, OperationBody body)
    {
        foreach (var field in fields)
        {
            var where = body.Schema is null ? "the contract has no body there" : $"the contract lacks it at {SkillText.Cut(field.Pointer)}";
            _findings.Add(
                SkillRules.FieldMissing,
                field.Pointer,
                $"An example of {body.Shown} has the field \"{field.Path}\"; {where}.",
                _file,
                field.Line,
                field.Name,
                [body.Operation.Name]
            );
        }
    }

    private void CompareErrors(Entry entry, SkillCounts counts)
    {
        var errors = entry.Block switch
        {
            SkillHeading block => ErrorTexts.In(block.Spans),
            SkillProse block => ErrorTexts.In(block.Spans),
            SkillTable block => block.Rows.SelectMany(row =>
                ErrorTexts.In([.. row.SelectMany(cell => cell.Append(new TextSpan(" | ", false, 0)))])
            ),
            _ => entry
                .Messages.Where(message => message.Request is null)
                .SelectMany(message => message.Body.SelectMany(body => ErrorTexts.In(body, message.Status))),
        };
        foreach (var error in errors)
        {
            counts.Errors++;
            if (!_contract.Errors.Has(error.Text))
            {
                var status = error.Status?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "error";
                _findings.Add(
                    SkillRules.ErrorMissing,
                    "/errors/" + status,
                    $"No text of the contract mentions the {(error.Status is null ? "error" : "error " + status)} "
                        + $"\"{SkillText.Cut(error.Text)}\".",
                    _file,
                    error.Line,
                    SkillText.Cut(error.Text)
                );
            }
        }
    }

    private sealed class Section(Section? parent)
    {
        public Section? Parent { get; } = parent;

        public List<int> Entries { get; } = [];
    }

    private sealed record Entry(
        SkillBlock Block,
        Section Section,
        int Index,
        IReadOnlyList<CodeMessage> Messages,
        IReadOnlyList<SkillRoute> Routes
    );
}

/// <summary>A contract with what skills are compared with.</summary>
internal sealed class SkillContract(ApiDocument contract)
{
    public ApiDocument Document { get; } = contract;

    public ContractRoutes Routes { get; } = new(contract);

    public OperationFields Fields { get; } = new();

    public ErrorTexts Errors { get; } = new(contract);
}

/// <summary>Counts what was compared, for the notes of the report.</summary>
internal sealed class SkillCounts
{
    public int Routes { get; set; }

    public int Examples { get; set; }

    /// <summary>Examples whose operation was found.</summary>
    public int Compared { get; set; }

    public int Errors { get; set; }
}
