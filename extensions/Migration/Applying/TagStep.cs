namespace ClickFunnels.Migration;

/// <summary>Creates the tags that are missing, and knows the id of each tag by its name.</summary>
internal static class TagStep
{
    public static async Task<IReadOnlyDictionary<string, long>> ContactTagsAsync(ApplyRun run, IEnumerable<string> names)
    {
        var tags = run.Client.Contacts.Tags;
        return await EnsureAsync(
                run,
                JournalKind.ContactTag,
                names,
                async token =>
                    (await tags.ListAsync(cancellationToken: token).ToListAsync(token).ConfigureAwait(false)).Select(
                        (string? Name, long Id) (tag) => (tag.Name, tag.Id)
                    ),
                async (name, token) =>
                    (await tags.CreateAsync(new ContactTagCreate { Name = name }, cancellationToken: token).ConfigureAwait(false)).Id
            )
            .ConfigureAwait(false);
    }

    public static async Task<IReadOnlyDictionary<string, long>> ProductTagsAsync(ApplyRun run, IEnumerable<string> names)
    {
        var tags = run.Client.Products.Tags;
        return await EnsureAsync(
                run,
                JournalKind.ProductTag,
                names,
                async token =>
                    (await tags.ListAsync(cancellationToken: token).ToListAsync(token).ConfigureAwait(false)).Select(
                        (string? Name, long Id) (tag) => (tag.Name, tag.Id)
                    ),
                async (name, token) =>
                    (await tags.CreateAsync(new ProductTagCreate { Name = name }, cancellationToken: token).ConfigureAwait(false)).Id
            )
            .ConfigureAwait(false);
    }

    private static async Task<IReadOnlyDictionary<string, long>> EnsureAsync(
        ApplyRun run,
        JournalKind kind,
        IEnumerable<string> names,
        Func<CancellationToken, Task<IEnumerable<(string? Name, long Id)>>> listAsync,
        Func<string, CancellationToken, Task<long>> createAsync
    )
    {
        var wanted = names.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var ids = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
        if (wanted.Count == 0)
        {
            return ids;
        }

        foreach (var (name, id) in await listAsync(run.Token).ConfigureAwait(false))
        {
            ids.TryAdd(name ?? "", id);
        }

        foreach (var name in wanted)
        {
            // An earlier run may have been stopped before it noted the id.
            if (ids.TryGetValue(name, out var known))
            {
                if (run.Journal.Find(kind, name) is { Id: null } started)
                {
                    run.Journal.Finish(started with { Id = known });
                }

                continue;
            }

            ids[name] = await run
                .Creator.CreateAsync(
                    kind,
                    name,
                    async token =>
                        (await listAsync(token).ConfigureAwait(false))
                            .Where(tag => string.Equals(tag.Name, name, StringComparison.OrdinalIgnoreCase))
                            .Select(tag => (long?)tag.Id)
                            .FirstOrDefault(),
                    token => createAsync(name, token),
                    run.Token
                )
                .ConfigureAwait(false);
        }

        return ids;
    }
}
