/** Function words: articles, pronouns, prepositions, conjunctions, auxiliaries. Negations stay texts' own: they carry meaning. */
export const WORD_LISTS: ReadonlyMap<string, string> = new Map([
  [
    'en',
    `a an the this that these those some any each every either both such same other another all most more few many much
    i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers herself
    it its itself they them their theirs themselves one who whom whose which what whatever whoever
    am is are was were be been being have has had having do does did doing done will would shall should can could may might must
    i'm you're he's she's it's we're they're i've you've we've they've i'd you'd he'd she'd we'd they'd i'll you'll he'll she'll
    we'll they'll that's there's here's what's who's let's
    of in on at by for from to with without within into onto upon about above across after against along among around as before
    behind below beneath beside between beyond down during off out over past per since through throughout toward towards
    under until up via
    and or but so if then than because while although though unless whether when where why how
    here there now just also too very only own again further once even ever yet still rather quite`,
  ],
  [
    'de',
    `der die das den dem des ein eine einen einem einer eines dieser diese dieses diesen diesem jener jene jenes jenen jenem
    jeder jede jedes jeden jedem mancher manche manches welche welcher welches welchen welchem alle allem allen aller alles
    ich mich mir mein meine meinen meinem meiner meines du dich dir dein deine deinen deinem deiner er ihn ihm sein seine
    seinen seinem seiner seines sie ihr ihre ihren ihrem ihrer ihres es wir uns unser unsere unseren unserem euch euer eure
    sich man wer wen wem wessen was etwas selbst
    bin bist ist sind seid war warst waren wart gewesen sei wäre wären habe hast hat haben habt hatte hattest hatten hätte hätten
    werde wirst wird werden werdet wurde wurden worden würde würden kann kannst können könnt konnte konnten könnte könnten
    muss musst müssen musste mussten soll sollst sollen sollte sollten will willst wollen wollte wollten darf dürfen durfte
    mag mögen möchte
    in im ins an am ans auf aufs aus bei beim bis durch für gegen hinter mit nach neben ohne seit über um ums unter unterm von
    vom vor vorm zu zum zur zwischen während wegen
    und oder aber denn sondern sowie wie als ob dass daß weil wenn wenngleich obwohl damit indem nachdem bevor falls da so
    auch nur noch schon sehr doch mal eben etwa hier dort dann nun jetzt wo woher wohin wann warum weshalb dabei dazu davon
    dafür daran darauf daraus darin darüber`,
  ],
  [
    'fr',
    `le la les l' un une des du de d' au aux ce cet cette ces c' ça cela ceci celui celle ceux celles tout toute tous toutes
    je j' me m' moi mon ma mes tu te t' toi ton ta tes il elle on se s' soi son sa ses lui nous notre nos vous votre vos ils
    elles eux leur leurs y en qui que qu' quoi dont où quel quelle quels quelles lequel laquelle lesquels lesquelles
    suis es est sommes êtes sont étais était étions étiez étaient été étant serai sera serons serez seront serais serait
    seraient fus fut furent sois soit soient ai as a avons avez ont avais avait avions aviez avaient eu ayant aurai aura aurons
    aurez auront aurais aurait auraient eus eut eurent aie ait aient peut peuvent pouvait pourrait doit doivent devait
    à dans par pour sur sous avec sans chez vers entre depuis pendant avant après contre dès jusque jusqu' envers selon
    et ou mais donc or car si comme quand lorsque lorsqu' puisque puisqu' afin ainsi
    c'est c'était qu'il qu'elle qu'on qu'ils qu'elles d'un d'une l'un l'une s'il j'ai il y a
    aussi très bien encore même ici là alors puis plus moins`,
  ],
  [
    'es',
    `el la los las un una unos unas lo al del este esta esto estos estas ese esa eso esos esas aquel aquella aquello aquellos
    aquellas todo toda todos todas otro otra otros otras mismo misma cada algo alguno alguna algunos algunas
    yo me mí mi mis mío mía tú te ti tu tus él ella ello se sí su sus le les nosotros nosotras nos nuestro nuestra nuestros
    nuestras vosotros vosotras os vuestro vuestra ellos ellas usted ustedes que qué quien quién quienes cual cuál cuales cuyo
    soy eres es somos sois son era eras éramos eran fui fue fuimos fueron sea sean será serán sería serían sido siendo ser
    estoy estás está estamos están estaba estaban estuvo estar estado he has ha hemos han había habían haber haya hubo habrá
    tengo tiene tienen tenía tenían tener puede pueden podía poder debe deben
    a ante bajo con contra de desde durante en entre hacia hasta para por según sin sobre tras
    y e o u pero mas sino si como cómo cuando cuándo donde dónde porque aunque mientras pues entonces
    muy más menos ya también tan tanto aquí allí ahí así aún`,
  ],
  [
    'it',
    `il lo la i gli le l' un uno una un' di a da in con su per tra fra del dello della dell' dei degli delle al allo alla all'
    ai agli alle dal dallo dalla dall' dai dagli dalle nel nello nella nell' nei negli nelle sul sullo sulla sull' sui sugli
    sulle questo questa questi queste quello quella quelli quelle quei quegli
    io mi me mio mia miei mie tu ti te tuo tua tuoi tue lui lei egli ella esso essa si sé suo sua suoi sue noi ci ce nostro
    nostra nostri nostre voi vi ve vostro vostra essi esse loro ne chi che cui quale quali cosa
    sono sei è siamo siete era eri eravamo erano fu furono sia siano sarà sarebbe stato stata stati essere ho hai ha abbiamo
    avete hanno aveva avevano avuto abbia avere può possono deve devono
    e ed o od ma se perché come quando dove mentre anche però quindi dunque poi più molto così già ancora qui qua lì là`,
  ],
  [
    'pt',
    `o a os as um uma uns umas de do da dos das em no na nos nas ao à aos às por pelo pela pelos pelas para com sem sob sobre
    entre até desde após contra este esta isto estes estas esse essa isso esses essas aquele aquela aquilo aqueles aquelas
    todo toda todos todas outro outra outros outras mesmo mesma cada
    eu me mim meu minha meus minhas tu te ti teu tua ele ela se si seu sua seus suas lhe lhes nós nosso nossa nossos nossas
    vós vos você vocês eles elas dele dela deles delas que quem qual quais cujo
    sou és é somos são era eram fui foi foram seja sejam será serão seria ser sido sendo estou está estamos estão estava
    estavam estar tenho tem têm tinha tinham ter há havia haver pode podem deve devem
    e ou mas se como quando onde porque embora enquanto também muito mais menos já ainda tão aqui ali lá assim então`,
  ],
  [
    'nl',
    `de het een dit dat deze die elk elke ieder iedere alle andere zulke
    ik me mij mijn jij je jou jouw u uw hij hem zijn zij ze haar het wij we ons onze jullie hun hen zich zelf wie wat welke
    ben bent is was waren geweest heb hebt heeft hebben had hadden gehad word wordt worden werd werden geworden zal zult zullen
    zou zouden kan kunt kunnen kon konden moet moeten moest moesten mag mogen mocht wil willen wilde
    van in op aan bij voor na met zonder uit over onder door tegen tussen naar tot om te sinds tijdens binnen buiten langs
    en of maar want dus als dan toen omdat hoewel terwijl zodat waar wanneer waarom hoe
    er hier daar nu ook nog al wel heel zeer zo toch eens meer`,
  ],
  [
    'ru',
    `я меня мне мной мой моя моё мое мои ты тебя тебе тобой твой твоя твои он его ему им нём нем она её ее ей ею ней оно мы нас
    нам нами наш наша наше наши вы вас вам вами ваш ваша ваше ваши они их ими них ним себя себе собой свой своя своё свое свои
    этот эта это эти этого этой этому этим этом этих тот та то те того той тому тем том тех весь вся всё все всего всех всем
    который которая которое которые которого которой которых кто кого кому кем что чего чему чем чей какой какая какие сам сама
    быть был была было были есть будет будут буду будем мочь может могут
    в во на с со к ко у о об обо из изо за по от ото до для без под подо над при про через перед между около после
    и а но да или либо что чтобы если когда где куда откуда как так же бы ли ведь вот уже ещё еще тоже также только лишь
    потому поэтому тогда там тут здесь теперь очень`,
  ],
  [
    'zh',
    `的 地 得 了 着 过 们 这 那 这个 那个 这些 那些 这样 那样 这里 那里 哪 哪个 哪些 什么 怎么 怎样 怎么样 谁 多少 几
    我 你 您 他 她 它 我们 你们 他们 她们 它们 自己 咱们 大家 我的 你的 他的 她的
    是 有 在 会 能 可以 能够 要 应该 应 可能 将 被 把 让 给 使 对 对于 关于 为 为了 从 向 往 到 由 于 以 与 和 跟 同 及 以及
    按 按照 根据 通过 之 其 其中 之间 之后 之前 以后 以前 上 下 中 里 内 外 前 后
    而 而且 并 并且 或 或者 还是 但 但是 可是 然而 不过 因为 所以 因此 如果 若 虽然 尽管 即使 只要 只有 那么 于是 然后
    也 都 就 又 还 再 才 已 已经 正在 曾 曾经 刚 只 仅 便 却 一直 一样 一些 一个 一种 一 个 每 各 该 此 等 等等
    吗 呢 吧 啊 呀 哦 嘛 啦 哇 哈 嗯`,
  ],
  [
    'ja',
    `の に は を が と で も へ や か ね よ な ば て から まで より など だけ ほど くらい ぐらい しか でも ても ので のに けど
    けれど けれども し たり ながら つつ という といった として について による によって における に対して
    だ です である でし でした だっ だった でしょ でしょう だろ だろう た ます まし ました たい らしい よう ようだ ような ように
    そう そうだ れる られる せる させる れ られ う する し して した され さ いる い いた いて ある あっ あった あり なる なっ
    なった なり こと もの ところ ため とき わけ はず つもり ん
    これ それ あれ どれ この その あの どの ここ そこ あそこ どこ こう ああ どう 私 僕 俺 あなた 彼 彼女 私たち 彼ら 自分
    誰 何 いつ なぜ そして また しかし だから ただ それで さらに もう まだ とても`,
  ],
])

/** @returns the language of a BCP 47 tag: `en` of `en-GB`. */
export function languageOf(tag: string): string {
  return tag.split('-')[0]?.toLowerCase() ?? tag
}
