using ClickFunnels.Workflows;
using FsCheck;
using FsCheck.Fluent;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Tests.Workflows;

public sealed class WorkflowJournalTests
{
    [Test]
    public async Task A_failed_journal_write_at_any_point_creates_nothing_twice([Range(0, 21)] int write, [Values] bool textArrives)
    {
        await using var scene = await WorkflowScene.StartAsync();
        var plan = Plans.Whole(scene.Contact);
        var journal = new BrittleJournal(write, textArrives);

        var failure = await Assert.ThrowsAsync<ProductWorkflowException>(() => scene.Workflow.ApplyAsync(plan, journal));
        Assert.That(failure.Message, Does.Contain("IOException").And.Not.Contain("disk"));
        var result = await scene.Workflow.ApplyAsync(plan, journal);

        await scene.AssertHoldsOnceAsync(plan, result);
    }

    [Test]
    public async Task The_journal_contains_no_personal_data_and_no_token()
    {
        await using var scene = await WorkflowScene.StartAsync();
        var plan = Plans.Whole(scene.Contact);
        plan.Order!.Notes = "Call Ann";
        var journal = new InMemoryProductWorkflowJournal();

        await scene.Workflow.ApplyAsync(plan, journal);

        var text = await journal.ReadAsync(default);
        Assert.That(
            text,
            Does.Not.Contain(scene.Contact.EmailAddress)
                .And.Not.Contain("acme")
                .And.Not.Contain(scene.Emulator.AccessToken)
                .And.Not.Contain("Ann")
        );
    }

    [Test]
    public async Task A_journal_of_another_plan_is_refused()
    {
        await using var scene = await WorkflowScene.StartAsync();
        var journal = new InMemoryProductWorkflowJournal();
        await scene.Workflow.ApplyAsync(Plans.Minimal(), journal);
        var sent = scene.Handler.Sent.Count;

        var failure = await Assert.ThrowsAsync<ProductWorkflowJournalException>(() => scene.Workflow.ApplyAsync(Plans.Shirt(), journal));

        Assert.That(failure.Message, Does.Contain("belongs to another plan"));
        Assert.That(scene.Handler.Sent, Has.Count.EqualTo(sent));
    }

    [Test]
    public async Task A_journal_of_another_workspace_is_refused()
    {
        await using var scene = await WorkflowScene.StartAsync();
        var journal = new InMemoryProductWorkflowJournal();
        await scene.Workflow.ApplyAsync(Plans.Minimal(), journal);
        using var elsewhere = scene.Client.ForWorkspace(777_777);

        var failure = await Assert.ThrowsAsync<ProductWorkflowJournalException>(() =>
            new ProductWorkflow(elsewhere).ApplyAsync(Plans.Minimal(), journal)
        );

        Assert.That(failure.Message, Does.Contain("777777"));
    }

    [Test]
    public async Task A_plan_that_was_refused_is_corrected_and_continues()
    {
        await using var scene = await WorkflowScene.StartAsync(new ProductWorkflowOptions { AcceptAmendedPlan = true });
        var plan = Plans.Shirt();
        plan.Variants.Add(new VariantPlan { Values = { ["Size"] = "M", ["Color"] = "red" }, ImageIds = [999_999] });
        var journal = new InMemoryProductWorkflowJournal();
        var refusal = await Assert.ThrowsAsync<ProductWorkflowException>(() => scene.Workflow.ApplyAsync(plan, journal));
        Assert.That(refusal.Step, Is.EqualTo("variants[Size=M, Color=red]"));

        plan.Variants[0].ImageIds = null;
        var strict = new ProductWorkflow(scene.Client);
        await Assert.ThrowsAsync<ProductWorkflowJournalException>(() => strict.ApplyAsync(plan, journal));
        var result = await scene.Workflow.ApplyAsync(plan, journal);

        await scene.AssertHoldsOnceAsync(plan, result);
        Assert.That(result.Steps.Count(step => step.Outcome == ProductWorkflowOutcome.Resumed), Is.EqualTo(3));
    }

    [Test]
    public async Task A_correction_of_existing_parts_is_refused()
    {
        await using var scene = await WorkflowScene.StartAsync(new ProductWorkflowOptions { AcceptAmendedPlan = true });
        var journal = new InMemoryProductWorkflowJournal();
        await scene.Workflow.ApplyAsync(Plans.Shirt(), journal);
        var changed = Plans.Shirt();
        changed.Prices[0].Amount = 30.00m;
        changed.Properties[1].Values.Remove("blue");

        var failure = await Assert.ThrowsAsync<ProductWorkflowJournalException>(() => scene.Workflow.ApplyAsync(changed, journal));

        Assert.That(
            failure.Message,
            Does.Contain("variants[Size=S, Color=red].prices[0]").And.Contain("variants[Size=M, Color=blue];").And.Not.Contain("product;")
        );
    }

    [Test]
    public async Task One_journal_serves_one_run_at_a_time([Values] bool inFile)
    {
        await using var scene = await WorkflowScene.StartAsync();
        using var folder = new TemporaryFolder();
        IProductWorkflowJournal journal = inFile
            ? new FileProductWorkflowJournal(folder.File("journal.json"))
            : new InMemoryProductWorkflowJournal();
        await using (await journal.ClaimAsync(default))
        {
            var failure = await Assert.ThrowsAsync<ProductWorkflowJournalException>(() =>
                scene.Workflow.ApplyAsync(Plans.Minimal(), journal)
            );
            Assert.That(failure.Message, Does.Contain("in use by another run"));
        }

        Assert.That((await scene.Workflow.ApplyAsync(Plans.Minimal(), journal)).IsComplete, Is.True);
    }

    [Test]
    public async Task A_file_is_replaced_as_a_whole()
    {
        using var folder = new TemporaryFolder();
        var journal = new FileProductWorkflowJournal(folder.File("journal.json"));

        Assert.That(await journal.ReadAsync(default), Is.Null);
        await journal.WriteAsync("long text", default);
        await journal.WriteAsync("short", default);

        Assert.That(await new FileProductWorkflowJournal(journal.Path).ReadAsync(default), Is.EqualTo("short"));
        Assert.That(Directory.GetFiles(folder.Path), Is.EqualTo(new[] { journal.Path }));
    }

    [Test]
    public async Task Files_belong_to_their_owner_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            // Windows has no permission bits; the directory decides.
            return;
        }

        using var folder = new TemporaryFolder();
        var journal = new FileProductWorkflowJournal(folder.File("journal.json"));

        await using (await journal.ClaimAsync(default))
        {
            await journal.WriteAsync("text", default);
            await journal.WriteAsync("other text", default);
        }

        Assert.That(
            Directory.GetFiles(folder.Path).Select(Path.GetFileName),
            Is.EquivalentTo(new[] { "journal.json", "journal.json.lock" })
        );
        foreach (var file in Directory.GetFiles(folder.Path))
        {
            Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite), file);
        }
    }

    [Test]
    public async Task A_prepared_link_is_not_followed()
    {
        using var folder = new TemporaryFolder();
        var victim = folder.File("victim");
        File.WriteAllText(victim, "precious");
        var journal = new FileProductWorkflowJournal(folder.File("journal.json"));
        File.CreateSymbolicLink(journal.Path + ".tmp", victim);
        File.CreateSymbolicLink(journal.Path, victim);

        await journal.WriteAsync("text", default);

        Assert.That(File.ReadAllText(victim), Is.EqualTo("precious"));
        Assert.That(await journal.ReadAsync(default), Is.EqualTo("text"));
    }

    [Test]
    public async Task A_failed_write_leaves_the_old_text_and_no_temporary_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("journal.json");
        Directory.CreateDirectory(Path.Combine(path, "occupied"));
        var journal = new FileProductWorkflowJournal(path);

        var failure = await Assert.ThrowsAsync<ProductWorkflowJournalException>(() => journal.WriteAsync("text", default));

        Assert.That(failure.Message, Does.Contain("Check the free space of the disk and the permissions"));
        Assert.That(Directory.GetFileSystemEntries(folder.Path), Is.EqualTo(new[] { path }));
    }

    [Test]
    public async Task A_missing_directory_is_named()
    {
        using var folder = new TemporaryFolder();
        var journal = new FileProductWorkflowJournal(folder.File("missing/journal.json"));
        Assert.That(
            (await Assert.ThrowsAsync<ProductWorkflowJournalException>(() => journal.ClaimAsync(default)))!.Message,
            Does.Contain("directory")
        );
        await Assert.ThrowsAsync<ProductWorkflowJournalException>(() => journal.WriteAsync("text", default));
    }

    [Test]
    public async Task A_cut_journal_is_damaged_wherever_it_is_cut()
    {
        await using var scene = await WorkflowScene.StartAsync();
        var journal = new InMemoryProductWorkflowJournal();
        await scene.Workflow.ApplyAsync(Plans.Shirt(), journal);
        var whole = (await journal.ReadAsync(default))!;
        var sent = scene.Handler.Sent.Count;

        for (var length = 0; length < whole.Length; length++)
        {
            await journal.WriteAsync(whole[..length], default);
            var failure = await Assert.ThrowsAsync<ProductWorkflowJournalException>(() =>
                scene.Workflow.ApplyAsync(Plans.Shirt(), journal)
            );
            Assert.That(failure.Message, Does.StartWith("The journal is damaged"));
        }

        Assert.That(scene.Handler.Sent, Has.Count.EqualTo(sent));
    }

    [Test]
    public async Task A_journal_with_one_changed_byte_is_refused_and_nothing_is_sent()
    {
        await using var scene = await WorkflowScene.StartAsync(new ProductWorkflowOptions { AcceptAmendedPlan = true });
        using var folder = new TemporaryFolder();
        var journal = new FileProductWorkflowJournal(folder.File("journal.json"));
        await scene.Workflow.ApplyAsync(Plans.Shirt(), journal);
        var whole = File.ReadAllBytes(journal.Path);
        var sent = scene.Handler.Sent.Count;
        var damage =
            from position in Gen.Choose(0, whole.Length - 1)
            from difference in Gen.Choose(1, byte.MaxValue)
            select (position, difference);

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1500),
            Prop.ForAll(
                damage.ToArbitrary(),
                change =>
                {
                    var bytes = (byte[])whole.Clone();
                    bytes[change.position] ^= (byte)change.difference;
                    File.WriteAllBytes(journal.Path, bytes);
                    Assert
                        .ThrowsAsync<ProductWorkflowJournalException>(() => scene.Workflow.ApplyAsync(Plans.Shirt(), journal))
                        .GetAwaiter()
                        .GetResult();
                }
            )
        );

        Assert.That(scene.Handler.Sent, Has.Count.EqualTo(sent));
        File.WriteAllBytes(journal.Path, whole);
        Assert.That((await scene.Workflow.ApplyAsync(Plans.Shirt(), journal)).IsComplete, Is.True);
    }

    [Test]
    public async Task A_journal_without_a_checksum_is_refused()
    {
        await using var scene = await WorkflowScene.StartAsync();
        var journal = new InMemoryProductWorkflowJournal();
        await scene.Workflow.ApplyAsync(Plans.Minimal(), journal);
        var json = JObject.Parse((await journal.ReadAsync(default))!);
        json.Remove("sha256");
        await journal.WriteAsync(json.ToString(), default);
        var unsealed = await Assert.ThrowsAsync<ProductWorkflowJournalException>(() => scene.Workflow.ApplyAsync(Plans.Minimal(), journal));
        json["format"] = "clickfunnels-product-workflow/1";
        await journal.WriteAsync(json.ToString(), default);
        var older = await Assert.ThrowsAsync<ProductWorkflowJournalException>(() => scene.Workflow.ApplyAsync(Plans.Minimal(), journal));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(unsealed.Message, Does.StartWith("The journal is damaged: its checksum does not match"));
            Assert.That(older.Message, Does.Contain("has no checksum").And.Contain("Finish it with the version that wrote it"));
        }
    }

    [TestCase("steps", "7")]
    [TestCase("steps", "[7]")]
    [TestCase("steps[0].step", "null")]
    [TestCase("steps[0].since", "\"yesterday\"")]
    [TestCase("steps[0].id", "-1")]
    [TestCase("steps[0].id", "\"12\"")]
    [TestCase("steps[0].ids", "null")]
    [TestCase("steps[0].ids", "{\"product.id\": 0}")]
    [TestCase("steps[1].step", "\"product\"")]
    [TestCase("plan", "null")]
    public async Task A_journal_with_a_wrong_field_is_damaged(string field, string value)
    {
        await using var scene = await WorkflowScene.StartAsync();
        var journal = new InMemoryProductWorkflowJournal();
        await scene.Workflow.ApplyAsync(Plans.Minimal(), journal);
        var json = JObject.Parse((await journal.ReadAsync(default))!);
        json.SelectToken(field)!.Replace(JToken.Parse(value));
        json.Remove("sha256");
        await journal.WriteAsync(JournalText.Seal(json), default);

        var failure = await Assert.ThrowsAsync<ProductWorkflowJournalException>(() => scene.Workflow.ApplyAsync(Plans.Minimal(), journal));

        Assert.That(failure.Message, Does.StartWith("The journal is damaged").And.Not.Contain("checksum"));
    }

    [Test]
    public async Task A_journal_of_another_format_is_refused()
    {
        await using var scene = await WorkflowScene.StartAsync();
        var journal = new InMemoryProductWorkflowJournal();
        await journal.WriteAsync("""{"format":"clickfunnels-product-workflow/9"}""", default);

        var failure = await Assert.ThrowsAsync<ProductWorkflowJournalException>(() => scene.Workflow.ApplyAsync(Plans.Minimal(), journal));

        Assert.That(failure.Message, Does.Contain("workflow/9"));
    }

    [Test]
    public async Task Large_and_binary_files_are_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("large"), new byte[5 * 1024 * 1024]);
        File.WriteAllBytes(folder.File("binary"), [0xff, 0xfe, 0x80]);
        await Assert.ThrowsAsync<ProductWorkflowJournalException>(() =>
            new FileProductWorkflowJournal(folder.File("large")).ReadAsync(default)
        );
        await Assert.ThrowsAsync<ProductWorkflowJournalException>(() =>
            new FileProductWorkflowJournal(folder.File("binary")).ReadAsync(default)
        );
    }

    /// <summary>Fails at one write, either before or after the text has reached the store, as a crash would.</summary>
    private sealed class BrittleJournal(int failAt, bool textArrives) : IProductWorkflowJournal
    {
        private readonly InMemoryProductWorkflowJournal _store = new();
        private int _writes;

        public Task<IAsyncDisposable> ClaimAsync(CancellationToken cancellationToken) => _store.ClaimAsync(cancellationToken);

        public Task<string?> ReadAsync(CancellationToken cancellationToken) => _store.ReadAsync(cancellationToken);

        public async Task WriteAsync(string text, CancellationToken cancellationToken)
        {
            var fails = _writes++ == failAt;
            if (!fails || textArrives)
            {
                await _store.WriteAsync(text, cancellationToken);
            }

            if (fails)
            {
                throw new IOException("The disk is full.");
            }
        }
    }
}
