using ClickFunnels.Emulator;
using FsCheck;
using FsCheck.Fluent;

namespace ClickFunnels.Migration.Tests.Moves;

/// <summary>
/// Moves random shops, from memory or from the emulator of Simvoly, while requests of both sides fail at random and runs are stopped at
/// random moments. In the end ClickFunnels has exactly what was
/// planned, and an undo leaves exactly what was there before.
/// </summary>
public sealed class FaultyMoveTests
{
    private const int MostRuns = 60;
    private static readonly MigrationRules Rules = new()
    {
        Subscriptions = new SubscriptionRules { Cycles = CycleRule.Payments, FirstChargeFree = FirstChargeRule.FreeTrial },
        Currency = "USD",
        Products = new ProductRules { WeightUnit = "kg" },
        Contacts = new ContactRules { UnknownConsent = UnknownConsentRule.Subscribed },
    };

    private static readonly string[] SourceOperations = ["listProducts", "listProductCategories", "listContacts", "listMembers"];

    private static readonly string[] Operations =
    [
        "upsertContacts",
        "listContacts",
        "createContactsTags",
        "createContactsAppliedTags",
        "createContactsUnsubscribeActions",
        "getContactsUnsubscribeActions",
        "createImages",
        "createProducts",
        "createProductsVariants",
        "createProductsPrices",
        "updateProductsVariants",
        "listProducts",
        "createProductsCollections",
        "updateProductsCollections",
        "createDiscounts",
        "listDiscounts",
        "removeContacts",
        "archiveProducts",
        "removeDiscounts",
    ];

    // The environment can ask for more and larger moves than those of every day.
    private static readonly int Moves = Setting("MIGRATION_RUNS", 6);
    private static readonly int MostProducts = Setting("MIGRATION_PRODUCTS", 10);
    private static readonly int MostContacts = Setting("MIGRATION_CONTACTS", 70);

    [Test]
    public void Nothing_is_lost_or_doubled_whatever_fails() =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue).ToArbitrary(), seed => MoveAsync(seed).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Moves));

    private static async Task MoveAsync(int seed)
    {
        var random = new Random(seed);
        var shop = RandomShop.Create(seed, products: random.Next(1, MostProducts), contacts: random.Next(1, MostContacts));
        await using var simvoly = random.Next(2) == 0 ? await SimvolyShop.StartAsync(shop) : null;
        if (simvoly is not null)
        {
            // Simvoly has neither coupons nor images of variants.
            shop.Coupons.Clear();
        }

        await using var move = await Move.StartAsync(simvoly?.Source ?? shop, Rules);
        var foreign = await Foreign.CreateAsync(move.Client);
        var before = await move.CountAsync();

        var plan = await RepeatAsync(move, simvoly, random, static (migration, progress, token) => migration.PlanAsync(progress, token));
        Assert.That(plan.Questions, Is.Empty);
        Assert.That(await move.CountAsync(), Is.EqualTo(before), "A dry run changes nothing.");

        await RepeatAsync(move, simvoly, random, static (migration, progress, token) => migration.ApplyAsync(progress, token));
        var compared = await move.Migration.ReconcileAsync();
        Assert.That(compared.IsClean, $"seed {seed}");
        Assert.That(compared.Differences, Is.Empty, $"seed {seed}");
        Assert.That(compared.Rejected, Is.Empty, $"seed {seed}");
        await foreign.CheckAsync(move.Client);

        var after = await move.CountAsync();
        var addresses = shop.Contacts.Select(contact => contact.Email!.ToUpperInvariant()).ToHashSet();
        Assert.That(
            after,
            Is.EqualTo(
                new RecordTotals(
                    before.Products + shop.Products.Count,
                    before.Contacts + addresses.Count - addresses.Count(foreign.Has),
                    before.Discounts + shop.Coupons.Count,
                    before.Collections + (simvoly?.Categories ?? shop.Categories.Count - 1),
                    before.Images
                        + shop.Products.Sum(product =>
                            product
                                .Images.Concat(simvoly is null ? product.Variants.SelectMany(variant => variant.Images) : [])
                                .Distinct()
                                .Count()
                        )
                )
            ),
            $"seed {seed}"
        );
        var optedOut = shop.Contacts.Where(contact => contact.Subscribed == false).Select(contact => contact.Email!.ToUpperInvariant());
        var subscribed = (await move.Client.Contacts.ListAsync().ToListAsync())
            .Where(contact => contact.UnsubscribedAt is null)
            .Select(contact => contact.EmailAddress!.ToUpperInvariant());
        Assert.That(optedOut.Intersect(subscribed), Is.Empty, $"seed {seed}");

        await RepeatAsync(move, simvoly, random, static (migration, progress, token) => migration.UndoAsync(progress, token));
        Assert.That(await move.CountAsync(), Is.EqualTo(before), $"seed {seed}");
        await foreign.CheckAsync(move.Client);
    }

    private static int Setting(string name, int value) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var number) ? number : value;

    // Like a user who runs the command until it says that everything is done.
    private static async Task<MigrationReport> RepeatAsync(
        Move move,
        SimvolyShop? simvoly,
        Random random,
        Func<ShopMigration, IProgress<MigrationProgress>, CancellationToken, Task<MigrationReport>> work
    )
    {
        for (var run = 0; run < MostRuns; run++)
        {
            AddFaults(move.Server.Faults, Operations, random);
            if (simvoly is not null)
            {
                AddFaults(simvoly.Server.Faults, SourceOperations, random);
            }

            using var stop = new CancellationTokenSource();
            var left = random.Next(3) == 0 ? int.MaxValue : random.Next(1, 60 + (MostProducts / 4));
            try
            {
                var report = await work(move.Migration, new Countdown(left, stop), stop.Token);
                if (report.Unfinished.Count == 0)
                {
                    move.Server.Faults.Clear();
                    return report;
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or ApiException)
            {
                // The next run continues.
            }
        }

        throw new AssertionException($"The work was not done after {MostRuns} runs.");
    }

    private static void AddFaults(FaultLedger<Fault> faults, string[] operations, Random random)
    {
        faults.Clear();
        for (var count = random.Next(8); count > 0; count--)
        {
            Fault fault = random.Next(6) switch
            {
                0 => Fault.CutAfter(),
                1 => Fault.CutBefore(),
                2 => Fault.BadGateway(),
                3 => Fault.RateLimit(),
                4 => Fault.BrokenJson(),
                _ => Fault.Error(500, "Internal error"),
            };
            faults.Add(operations[random.Next(operations.Length)], fault, random.Next(1, 4));
        }
    }

    private sealed class Countdown(int left, CancellationTokenSource stop) : IProgress<MigrationProgress>
    {
        private int _left = left;

        public void Report(MigrationProgress value)
        {
            if (Interlocked.Decrement(ref _left) == 0)
            {
                stop.Cancel();
            }
        }
    }

    /// <summary>Records that were there before the migration.</summary>
    private sealed class Foreign
    {
        private const string Address = "person1@example.com";
        private readonly List<(string Name, string State)> _state = [];

        public bool Has(string address) => string.Equals(address, Address, StringComparison.OrdinalIgnoreCase);

        public static async Task<Foreign> CreateAsync(ClickFunnelsClient client)
        {
            var tag = await client.Contacts.Tags.CreateAsync(new ContactTagCreate { Name = "before" });
            await client.Contacts.CreateAsync(
                new ContactCreate
                {
                    EmailAddress = Address,
                    FirstName = "Kept",
                    TagIds = [tag.Id],
                }
            );
            await client.Contacts.CreateAsync(new ContactCreate { EmailAddress = "other@example.com", FirstName = "Other" });
            var product = await client.Products.CreateAsync(new ProductCreate { Name = "Their shirt", CurrentPath = "their-shirt" });
            await client.Products.Collections.CreateAsync(new ProductCollectionCreate { Name = "Category 0", ProductIds = [product.Id] });
            await client.Discounts.CreateAsync(
                new DiscountCreate
                {
                    Name = "Theirs",
                    Code = "THEIRS",
                    Percent = "5",
                }
            );
            await client.Images.CreateAsync(new ImageCreate { UploadSourceUrl = "https://images.example/theirs.png" });
            var foreign = new Foreign();
            foreign._state.AddRange(await foreign.ReadAsync(client));
            return foreign;
        }

        public async Task CheckAsync(ClickFunnelsClient client) => Assert.That(await ReadAsync(client), Is.EqualTo(_state));

        // The parts that a migration must never change, also of records that it completes.
        private async Task<List<(string Name, string State)>> ReadAsync(ClickFunnelsClient client)
        {
            var contacts = await client.Contacts.ListAsync().ToListAsync();
            var completed = contacts.Single(contact => Has(contact.EmailAddress!));
            var other = contacts.Single(contact => contact.EmailAddress == "other@example.com");
            var product = (await client.Products.ListAsync().ToListAsync()).Single(product => product.CurrentPath == "their-shirt");
            var collection = (await client.Products.Collections.ListAsync().ToListAsync()).Single(one => one.Name == "Category 0");
            return
            [
                ("first name", completed.FirstName!),
                ("tag", $"{completed.Tags!.Any(tag => tag.Name == "before")}"),
                ("other", other.ToJson()),
                ("product", product.ToJson()),
                ("collection", $"{collection.ProductIds!.Contains(product.Id)} {collection.VisibleInStore}"),
                ("discount", (await client.Discounts.ListAsync().ToListAsync()).Single(one => one.Code == "THEIRS").ToJson()),
            ];
        }
    }
}
